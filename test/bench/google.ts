import { createPrivateKey, sign } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import type { GoogleConfig } from "../../src/config/google.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import { blockGoogleUntil, acquireGoogleSlot } from "../../src/db/google/google-rate-limit.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/logger.ts";
import { googleSandboxPath, sandboxGoogle } from "../../src/sandbox/google/sandbox-google.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres } from "../../src/sandbox/postgres.ts";
import { createGoogleWallet } from "../../src/wallets/google/create-google-wallet.ts";
import { createRateLimiter } from "../../src/wallets/google/rate-limiter.ts";
import { createSaveJwt } from "../../src/wallets/google/save-link.ts";
import { createObservedGoogle, type ObservedGoogle } from "../support/observed-google.ts";
import { crowdInGoogle, revokeAllOf } from "../support/google-tickets.ts";
import { testDeps } from "../support/test-deps.ts";

/** Google's own limit, which the stand-in keeps to the letter. */
const limit = 20;
/** Milliseconds that the stand-in takes for every answer, as a network and Google do. */
const answerMs = 200;
const ticketsInBatch = 50;

interface Case {
  count: number;
  batches: boolean;
  /** Requests a second that we allow ourselves. */
  pace: number;
}

interface Revocations extends Case {
  seconds: number;
  requests: number;
  refused: number;
  busiest: number;
}

/** From the commit that revoked all tickets of an offer until Google has every one of them. */
async function revoke(url: string, db: Pool, config: GoogleConfig, mount: Mount, each: Case) {
  const { count, batches, pace: perSecond } = each;
  const sandbox = createObservedGoogle(config, limit);
  mount(sandbox);
  const logger = createLogger("error");
  const pace = createRateLimiter(
    {
      take: () => acquireGoogleSlot(db, perSecond),
      pause: (ms) => blockGoogleUntil(db, ms),
      // Nearer to Google's limit there is less room for whoever wakes late.
    },
    perSecond > 15 ? 40 : undefined,
  );
  const publicUrl = "https://tickets.example";
  const google = createGoogleWallet(config, {
    publicUrl,
    environment: "test",
    logger,
    rateLimiter: pace,
    batches,
  });
  const backend = createQueueBackend({ databaseDirectUrl: url });
  const queues = createQueues(backend, logger);
  const deps = { ...testDeps(db), google, enqueue: createEnqueue(queues, logger), logger };
  const { offer } = await crowdInGoogle(deps, { db, sandbox, count });
  sandbox.faults.inject({
    times: Infinity,
    delay: answerMs,
    when: ({ path }) => path !== "/token",
  });
  const worker = await startWorker(deps, backend);
  sandbox.log.clear();
  sandbox.limiter?.clear();
  await revokeAllOf(db, offer);
  const start = performance.now();
  await deps.enqueue("sync-google", [{ offerId: offer.id }]);
  for (let left = 1; left > 0;) {
    await sleep(50);
    const owed = await db("passes")
      .whereRaw("google_version > 0 and google_version < version")
      .limit(1)
      .select("state");
    left = owed.length;
  }
  const seconds = (performance.now() - start) / 1000;
  await worker.close();
  await queues.close();
  const active = sandbox.store.all().filter(({ body }) => body["state"] === "ACTIVE");
  if (active.length > 0) throw new Error(`Google shows ${active.length} tickets as active.`);
  return {
    ...each,
    seconds,
    requests: sandbox.log.requests.filter(({ path }) => path !== "/token").length,
    refused: sandbox.log.count("PATCH", /./, 429) + sandbox.log.count("POST", /./, 429),
    busiest: sandbox.limiter?.busiestSecond() ?? 0,
  } satisfies Revocations;
}

type Mount = (sandbox: ObservedGoogle) => void;

async function revocations(cases: Case[]): Promise<Revocations[]> {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-"));
  await chmod(directory, 0o755);
  const postgres = await startPostgres(join(directory, "pg"), { durable: true });
  let current: ObservedGoogle | undefined;
  const app = express().use(googleSandboxPath, (request, response, next) => {
    current?.router(request, response, next);
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const config = await sandboxGoogle(directory, `http://127.0.0.1:${port}`);
    const rows: Revocations[] = [];
    for (const [index, each] of cases.entries()) {
      const name = `bench_${index}`;
      await postgres.createDatabase(name);
      const url = await migrateAndLogIn(postgres, name);
      const db = connect(url);
      const mount: Mount = (sandbox) => {
        current = sandbox;
      };
      rows.push(await revoke(url, db, config, mount, each));
      await db.destroy();
    }
    return rows;
  } finally {
    server.closeAllConnections();
    server.close();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Runs the work for a second and answers how often it did. */
function rate(work: () => unknown): number {
  const until = performance.now() + 1_000;
  let done = 0;
  while (performance.now() < until) {
    work();
    done += 1;
  }
  return done;
}

/** Save links signed a second, and bare RS256 over as many bytes, in turn; medians of five. */
async function jwts(): Promise<{ jwt: number; bare: number; length: number }> {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-"));
  const { serviceAccount } = await sandboxGoogle(directory, "https://tickets.example");
  await rm(directory, { recursive: true, force: true });
  const signJwt = createSaveJwt(serviceAccount, "https://tickets.example");
  const at = new Date();
  const id = "3388000000000000001.p-abcdefghijklmnopqrstuv";
  const ofOne = () => signJwt([{ vertical: "offer", id }], at);
  const key = createPrivateKey(serviceAccount.private_key);
  const signed = Buffer.from(ofOne().split(".").slice(0, 2).join("."));
  const rates: { jwt: number; bare: number }[] = [];
  for (let round = 0; round < 5; round += 1) {
    const bare = rate(() => sign("sha256", signed, key));
    rates.push({ bare, jwt: rate(ofOne) });
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? Number.NaN;
  return {
    jwt: median(rates.map(({ jwt }) => jwt)),
    bare: median(rates.map(({ bare }) => bare)),
    length: ofOne().length,
  };
}

/** Prints the tables. `npm run bench -- google 10000` sends ten thousand alone too, which takes its time. */
export async function run(): Promise<void> {
  const alone = Number(process.argv[3] ?? 600);
  const rows = await revocations([
    { count: alone, batches: false, pace: 15 },
    { count: alone, batches: false, pace: 19 },
    { count: 10_000, batches: true, pace: 15 },
    { count: 10_000, batches: true, pace: 19 },
  ]);
  console.log(
    `Revocations until Google has them all; the stand-in refuses request ${limit + 1} of any second and answers after ${answerMs} ms.\n`,
  );
  console.log(
    "| | our pace | tickets | requests | seconds | tickets/s | of our pace | of Google's limit | busiest second | refused | 10,000 take |",
  );
  console.log(`|${" --- |".repeat(11)}`);
  for (const row of rows) {
    const { count, batches, pace, seconds, requests, refused, busiest } = row;
    const needed = batches ? Math.ceil(count / ticketsInBatch) : count;
    const part = (perSecond: number) => `${((100 * needed) / perSecond / seconds).toFixed(0)} %`;
    const whole = (10_000 / count) * seconds;
    const cells = [
      batches ? `in batches of ${ticketsInBatch}` : "one by one",
      `${pace}/s`,
      count.toLocaleString("en"),
      requests,
      seconds.toFixed(1),
      (count / seconds).toFixed(1),
      part(pace),
      part(limit),
      busiest,
      refused,
      `${whole.toFixed(0)} s${count === 10_000 ? "" : " (extrapolated)"}`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  const { jwt, bare, length } = await jwts();
  console.log(
    `\nSave links signed on one core: ${jwt}/s of ${length} characters; bare RS256: ${bare}/s; ${((100 * jwt) / bare).toFixed(0)} % of it.`,
  );
}
