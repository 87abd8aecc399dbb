import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import { aCrowd, anOffer, aPass } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { layLine, type Line } from "../support/line.ts";
import { startPostgresPair, type PostgresPair } from "../support/postgres-pair.ts";
import { aDoor, barcodeOf } from "../support/scans.ts";
import { useServer } from "../support/server.ts";
import { testDeps } from "../support/test-deps.ts";

const connections = 10;
const clients = 12;
const requests = { allocations: 60, scans: 60 };

interface Request {
  path: string;
  headers: Record<string, string>;
  body: object;
}

describe("the service while its database fails", () => {
  let pair: PostgresPair;
  let line: Line;
  let db: Pool;

  before("starts two databases", async function () {
    this.timeout(60_000);
    pair = await startPostgresPair();
    line = await layLine(pair.primary.url);
    db = connect(line.url, { max: connections, acquireTimeout: 3_000 });
  });
  after("stops them", async () => {
    await line.close();
    await db.destroy();
    await pair.stop();
  });
  const server = useServer(
    {
      get db() {
        return db;
      },
    },
    {},
  );

  const send = async ({ path, headers, body }: Request) => {
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;

  /** The requests of many people, each repeated until it is answered, and what was answered. */
  async function load(faults: (() => Promise<void>)[], asked: Request[]) {
    const answers = new Map<Request, string>();
    const unexpected: string[] = [];
    const waiting = [...asked];
    const client = async () => {
      for (let request = waiting.shift(); request; request = waiting.shift()) {
        for (;;) {
          const { status, headers, text } = await send(request);
          if (status < 300) {
            answers.set(request, text);
            break;
          }
          if (status !== 503 || !headers.has("retry-after")) unexpected.push(`${status} ${text}`);
          if (unexpected.length > 20) throw new Error(unexpected.join("\n"));
          await sleep(20);
        }
      }
    };
    const all = Promise.all(Array.from({ length: clients }, client));
    for (const [index, fault] of faults.entries()) {
      const due = ((index + 1) * asked.length) / (faults.length + 1);
      await Promise.race([all, eventually("enough answers", () => answers.size >= due, 60_000)]);
      expect(answers.size, "answers before the fault").to.be.lessThan(asked.length);
      await fault();
    }
    await all;
    return { answers, unexpected };
  }

  it("the service loses and doubles nothing when connections are ended, the database crashes, and a standby takes over", async function () {
    this.timeout(120_000);
    const offer = await anOffer(db, { quota: 1_000 });
    const { key: nav } = await createApiKey(testDeps(db, { now: new Date() }), {
      role: "nav",
      municipalities: ["5025"],
      name: "test",
    });
    const { token } = await aDoor(db, offer.providerId);
    const crowd = await aCrowd(db, requests.allocations);
    const allocations = crowd.map((recipient) => ({
      path: "/api/v1/allocations",
      headers: { authorization: `Bearer ${nav}`, "idempotency-key": randomUUID() },
      body: { items: [{ recipient, offerId: offer.id }] },
    }));
    const tickets = await anOffer(db, { quota: 1_000, providerId: offer.providerId });
    const scans: Request[] = [];
    while (scans.length < requests.scans) {
      const { serialNumber } = await aPass(db, { offer: tickets });
      scans.push({
        path: "/api/v1/redemptions",
        headers: { authorization: `Bearer ${token}` },
        body: { barcode: barcodeOf(serialNumber, tickets), scanId: randomUUID() },
      });
    }
    const mixed = allocations.flatMap((each, index) => [each, ...scans.slice(index, index + 1)]);

    const endConnections = () =>
      pair.primary.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'join_login'",
      );
    const crash = async () => {
      await pair.primary.crash();
      await pair.primary.start();
    };
    const failOver = async () => {
      await pair.primary.crash();
      line.leadTo(pair.standby.url);
      expect(await ready(), "a standby").to.equal(503);
      await pair.standby.administer("select pg_promote()");
      await eventually("ready again", async () => (await ready()) === 200);
    };
    const { answers, unexpected } = await load(
      [endConnections, endConnections, crash, failOver],
      mixed,
    );
    expect(unexpected).to.deep.equal([]);

    // Nothing was lost, and a repetition gets the first answer.
    for (const request of mixed) expect((await send(request)).text).to.equal(answers.get(request));
    const count = async (table: string, where: object) =>
      (await db(table).where(where).count("* as n").first()) as { n: number };
    expect(await count("passes", { offer_id: offer.id })).to.deep.equal({ n: allocations.length });
    expect(await count("redemptions", { offer_id: tickets.id, accepted: true })).to.deep.equal({
      n: scans.length,
    });
    expect(await count("passes", { offer_id: tickets.id, state: "used" })).to.deep.equal({
      n: scans.length,
    });

    // The pool is whole: as many transactions as it has connections.
    const open = await Promise.all(Array.from({ length: connections }, () => db.transaction()));
    await Promise.all(open.map((trx) => trx.rollback()));
  });
});
