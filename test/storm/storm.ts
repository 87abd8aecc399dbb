import { randomBytes } from "node:crypto";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { ensureClaimLink } from "../../src/db/recipients/claim-links.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import { KeyRing } from "../../src/key-ring.ts";
import type { DevelopmentCertificates } from "../../src/sandbox/certificates.ts";
import { anAppleOffer } from "../support/apple-tickets.ts";
import { aCrowd, anOffer, aPass, aRecipient } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { layLine } from "../support/line.ts";
import { startPostgresPair } from "../support/postgres-pair.ts";
import { startRedis } from "../support/redis.ts";
import { aDoor } from "../support/scans.ts";
import { startSwitch } from "../support/switch.ts";
import { createClient, type Scene, type Weather } from "./client.ts";
import { createFaults, type Fault } from "./faults.ts";
import { supervise } from "./fleet.ts";
import { createLedger, differencesOf, type Differences, type Ledger } from "./ledger.ts";
import { testDeps } from "../support/test-deps.ts";

const clients = 16;

export interface StormReport {
  ledger: Ledger;
  weather: Weather;
  /** How often each fault was made. */
  faults: Map<Fault, number>;
  /** Compares the ledger with the database as it is now. */
  compare: () => Promise<Differences>;
  db: Pool;
  stop: () => Promise<void>;
}

async function setScene(
  db: Pool,
  keyRing: KeyRing,
  { url, seconds }: { url: string; seconds: number },
): Promise<Scene & { claimPaths: string[] }> {
  const validity = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };
  const plenty = await anAppleOffer(db, { quota: 1_000_000, validity });
  const { providerId, templateId, templateVersion } = plenty;
  const scarce = await anOffer(db, {
    ...{ providerId, templateId, templateVersion, validity },
    quota: 60,
  });
  const keys = Array.from({ length: clients }, () =>
    createApiKey(testDeps(db, { now: new Date() }), {
      role: "nav",
      municipalities: ["5025"],
      name: "storm",
    }),
  );
  const doors = Array.from({ length: clients }, () => aDoor(db, providerId));
  const shown = await anOffer(db, { providerId, templateId, templateVersion, validity });
  const claimPaths = [];
  for (let each = 0; each < 10; each++) {
    const { id: recipientId } = await aRecipient(db, { keyRing });
    await aPass(db, { offer: shown, recipientId });
    const link = await db.transaction((trx) => ensureClaimLink(trx, keyRing, recipientId));
    claimPaths.push(`/t/${link.token}`);
  }
  return {
    url,
    navKeys: (await Promise.all(keys)).map(({ key }) => key),
    doorTokens: (await Promise.all(doors)).map(({ token }) => token),
    offers: [plenty, scarce],
    keyRing,
    crowd: await aCrowd(db, 4_000 + 40 * seconds, { keyRing }),
    claimPaths,
  };
}

/**
 * Lets faults loose on two api and two worker processes while clients allocate, scan, fetch and revoke.
 * `faults` is gone through again and again for `seconds`. Resolves once every client has its answer and
 * every ticket is issued; the caller stops what still runs.
 */
export async function runStorm({
  seconds,
  faults: plan,
  faultSeconds,
  apple,
  say = () => undefined,
}: {
  seconds: number;
  faults: Fault[];
  /** How long a stop or a flood lasts. */
  faultSeconds: number;
  apple: DevelopmentCertificates;
  say?: (line: string) => void;
}): Promise<StormReport> {
  const running: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of running.splice(0).reverse()) await each();
  };
  try {
    const [pair, redis] = await Promise.all([startPostgresPair(), startRedis()]);
    running.push(pair.stop, redis.stop);
    const line = await layLine(pair.primary.url);
    running.push(line.close);
    const db = connect(line.url);
    running.push(() => db.destroy());
    const ports: [number, number] = [await freePort(), await freePort()];
    const secret = randomBytes(32);
    const keyRing = new KeyRing([{ id: "storm", secret }]);
    const environment = {
      NODE_ENV: "production",
      MESSAGE_GRACE_MINUTES: "0",
      LOG_LEVEL: "fatal",
      PUBLIC_URL: "https://billett.example.no",
      DATABASE_URL: line.url,
      REDIS_URL: redis.url,
      SECRET_KEYS: `storm:${secret.toString("base64")}`,
      OIDC_ISSUER: "https://login.example.no",
      OIDC_CLIENT_ID: "join",
      OIDC_CLIENT_SECRET: randomBytes(16).toString("hex"),
      APPLE_PASS_TYPE_IDENTIFIER: apple.passTypeIdentifier,
      APPLE_TEAM_IDENTIFIER: apple.teamIdentifier,
      APPLE_SIGNER_CERT: apple.signerCert,
      APPLE_SIGNER_KEY: apple.signerKey,
      APPLE_WWDR_CERT: apple.wwdrCert,
      APPLE_APNS_ORIGIN: "https://127.0.0.1:9",
    };
    const balancer = await startSwitch(ports);
    running.push(balancer.close);
    const scene = await setScene(db, keyRing, { url: balancer.url, seconds });
    const apis = ports.map((port) => supervise("api", { ...environment, PORT: String(port) }));
    const workers = [1, 2].map(() => supervise("worker", environment));
    const fleet = [...apis, ...workers];
    running.push(...fleet.map((each) => each.stop));
    await Promise.all(fleet.map(({ ready }) => ready));
    await eventually("both api ready", () => ports.every(balancer.sends), 30_000);

    const ledger = createLedger();
    const weather: Weather = {
      answered: 0,
      repeated: 0,
      longestAwayMs: 0,
      lastAnswerAt: performance.now(),
    };
    const act = createClient(scene, ledger, weather);
    const until = performance.now() + seconds * 1_000;
    let isOver = false;
    const load = Promise.all(
      Array.from({ length: clients }, async () => {
        while (!isOver) await act();
      }),
    );
    const { url, claimPaths } = scene;
    const makers = createFaults({ url, pair, line, redis, apis, workers, claimPaths });
    const made = new Map<Fault, number>();
    for (let turn = 0; turn < plan.length || performance.now() < until; turn++) {
      const fault = plan[turn % plan.length] as Fault;
      say(`${fault}: ${weather.answered} answers, ${weather.repeated} attempts repeated so far`);
      await makers[fault](faultSeconds);
      made.set(fault, (made.get(fault) ?? 0) + 1);
      const answered = weather.answered;
      await eventually("clients get answers", () => weather.answered > answered + 20, 60_000);
    }
    isOver = true;
    await load;
    const isPending = () => db("passes").where({ state: "pending" }).first();
    await eventually("every ticket issued", async () => !(await isPending()), 60_000);
    const offerIds = scene.offers.map(({ id }) => id);
    const compare = () => differencesOf(db, ledger, offerIds);
    return { ledger, weather, faults: made, compare, db, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
