import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Knex } from "knex";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { connect, type Pool } from "../../../src/db/connect.ts";
import { createLogger } from "../../../src/logger.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aCrowd, anOffer, aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { patienceMs } from "../../support/patience.ts";
import { aDevice, phoneCalls } from "../../support/phone-calls.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { testDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

/** A pool as small as production's, one more than the shares together. */
const connections = 10;
/** So impatient that what gets no connection is refused soon. What is to be answered asks a patient pool: a busy machine is slow. */
const hasty = { max: connections, acquireTimeout: 1_500 };

describe("when more is asked at once than the database has connections", () => {
  const database = useDatabase();
  let crowded: Pool;
  let impatient: Pool;
  const warned: unknown[] = [];
  const logger = Object.assign(createLogger("silent"), {
    warn: (about: unknown) => warned.push(about),
  });
  let nav: string;
  before("makes the pools", async () => {
    crowded = connect(database.url, { max: connections, acquireTimeout: patienceMs });
    impatient = connect(database.url, { ...hasty, logger });
    ({ key: nav } = await createApiKey(testDeps(database.db), {
      role: "nav",
      municipalities: ["5025"],
      name: "test",
    }));
  });
  after("closes the pools", () => Promise.all([crowded.destroy(), impatient.destroy()]));
  const apple = useAppleWallet();
  const server = useServer(database, {
    change: (deps) => ({ ...deps, db: crowded, apple: apple.wallet }),
  });
  const hastyServer = useServer(database, { change: (deps) => ({ ...deps, db: impatient }) });

  const ask = (
    path: string,
    {
      headers = {},
      within = server,
      ...init
    }: {
      method?: string;
      body?: string;
      headers?: Record<string, string>;
      within?: { url: string };
    } = {},
  ) =>
    fetch(`${within.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${nav}`, ...headers },
    });
  const allocate = (offerId: string, recipient: string | undefined, key?: string) =>
    ask("/api/v1/allocations", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      body: JSON.stringify({ items: [{ recipient, offerId }] }),
    });
  const list = (within = server) => ask("/api/v1/offers?municipality=5025", { within });

  /** While it runs, no allocation of the offer gets on. */
  async function whileHeld<T>(offerId: string, work: () => Promise<T>): Promise<T> {
    const trx = await database.db.transaction();
    await trx.raw("select from offers where id = ? for update", [offerId]);
    try {
      return await work();
    } finally {
      await trx.rollback();
    }
  }

  it("a crowded service says 503 with Retry-After in place of an internal error, and goes on afterwards", async () => {
    const held: Knex.Transaction[] = [];
    while (held.length < connections) held.push(await impatient.transaction());
    const [asked, page] = await Promise.all([
      list(hastyServer),
      ask("/t/anything", { within: hastyServer }),
    ]).finally(() => Promise.all(held.map((trx) => trx.rollback())));
    expect(await asked.json()).to.include({ code: "unavailable", status: 503 });
    for (const { status, headers } of [asked, page]) {
      expect(status).to.equal(503);
      expect(headers.get("retry-after")).to.equal("5");
    }
    expect((await list(hastyServer)).status).to.equal(200);
    // In the log, in one line without values.
    expect(warned).to.not.be.empty;
    for (const about of warned) {
      expect(about).to.have.all.keys("message");
      expect(about)
        .to.have.property("message")
        .that.matches(/^Acquire connection error: [^\n]+$/);
    }
  });

  it("a service whose database has no room left says 503 with Retry-After to who writes, answers who reads, and goes on with the same requests", async () => {
    const offer = await anOffer(database.db, { quota: 2 });
    const { serialNumber } = await aPass(database.db, { offer });
    const [recipient] = await aCrowd(database.db, 1);
    const { token } = await aDoor(database.db, offer.providerId);
    const scan = { barcode: barcodeOf(serialNumber, offer), scanId: randomUUID() };
    const write = () =>
      Promise.all([
        allocate(offer.id, recipient, "when-full"),
        ask("/api/v1/redemptions", {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(scan),
        }),
      ]);
    // What PostgreSQL says where a table's file cannot grow.
    await database.owner.raw(`
      create function refuse_for_want_of_room() returns trigger language plpgsql as $$
      begin raise 'could not extend file' using errcode = '53100'; end $$;
      create trigger full_disk before insert or update on passes execute function refuse_for_want_of_room()`);
    try {
      for (const { status, headers } of await write()) {
        expect([status, headers.get("retry-after")]).to.deep.equal([503, "5"]);
      }
      expect((await list()).status).to.equal(200);
    } finally {
      await database.owner.raw("drop function refuse_for_want_of_room cascade");
    }
    const [allocated, scanned] = await write();
    expect(allocated.status).to.equal(201);
    expect(await scanned.json()).to.include({ accepted: true });
  });

  it("a crowded service lets allocations wait in line, and everybody else through", async () => {
    const { id } = await anOffer(database.db, { quota: 100 });
    const crowd = await aCrowd(database.db, 30);
    const { sent, read } = await whileHeld(id, async () => {
      const sent = crowd.map((recipient) => allocate(id, recipient));
      await waitForLock(database.owner, 4);
      await sleep(1_000);
      return { sent, read: (await list()).status };
    });
    expect(read).to.equal(200);
    const statuses = await Promise.all(sent.map(async (answer) => (await answer).status));
    expect(new Set(statuses)).to.deep.equal(new Set([201]));
  });

  it("a crowded service lets repetitions of one request wait for it in no one else's way", async () => {
    const { id } = await anOffer(database.db, { quota: 100 });
    const { id: other } = await anOffer(database.db);
    const [recipient] = await aCrowd(database.db, 1);
    const { sent, read } = await whileHeld(id, async () => {
      const sent = Array.from({ length: 20 }, () => allocate(id, recipient, "the-same"));
      await waitForLock(database.owner);
      await sleep(1_000);
      return { sent, read: (await allocate(other, recipient)).status };
    });
    expect(read).to.equal(201);
    const answers = await Promise.all(sent.map(async (answer) => (await answer).text()));
    expect(new Set(answers).size).to.equal(1);
    expect(
      await database.db("passes").where({ offer_id: id }).count("* as n").first(),
    ).to.deep.equal({ n: 1 });
  });

  it("a crowded service refuses claim pages that find no place, and answers redemptions meanwhile", async () => {
    const offer = await anOffer(database.db, { quota: 2 });
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, {
      actor: { role: "nav", id: "officer", municipalities: ["5025"] },
      reference,
    });
    const { serialNumber } = await aPass(database.db, { offer, recipientId: id });
    const { token } = await aDoor(database.db, offer.providerId);
    const page = async () => {
      const { status, headers } = await ask(new URL(url).pathname);
      return { status, retryAfter: headers.get("retry-after") };
    };
    // Every page reads this table, no redemption does.
    const held = await database.owner.transaction();
    await held.raw("lock table template_versions in access exclusive mode");
    const pages = Array.from({ length: 64 }, page);
    try {
      expect(await Promise.race(pages)).to.deep.equal({ status: 503, retryAfter: "5" });
      const answer = await fetch(`${server.url}/api/v1/redemptions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ barcode: barcodeOf(serialNumber, offer), scanId: "1" }),
      });
      expect(await answer.json()).to.include({ accepted: true });
    } finally {
      await held.rollback();
    }
    const statuses = (await Promise.all(pages)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).to.have.length(63);
  });

  it("negative control: as many that wait with a connection each leave none to anybody", async () => {
    const { id } = await anOffer(database.db);
    const status = await whileHeld(id, async () => {
      const waiting = Array.from({ length: connections }, () =>
        impatient.transaction((trx) => trx.raw("select from offers where id = ? for update", [id])),
      );
      await waitForLock(database.owner, connections);
      const { status } = await list(hastyServer);
      return { status, waiting };
    });
    await Promise.all(status.waiting);
    expect(status.status).to.equal(503);
  });

  /** Answers to scans until one fails, while families, phones and staff each wait for more connections than there are. */
  async function scansBesideOthers(url: string): Promise<{ status: number; accepted: unknown }[]> {
    const offer = await anOffer(database.db, { uses: null });
    const { serialNumber } = await aPass(database.db, { offer });
    const { serialNumber: onPhones } = await aPass(database.db, { offer });
    const { token } = await aDoor(database.db, offer.providerId);
    const phone = phoneCalls({ url }, apple.wallet);
    const get = (path: string) =>
      fetch(url + path, { headers: { authorization: `Bearer ${nav}` } });
    const trx = await database.owner.transaction();
    const answers: { status: number; accepted: unknown }[] = [];
    const waiting: Promise<unknown>[] = [];
    // Several, since those of the others that come late may take what is left, too.
    const scan = async (times: number) => {
      for (let count = 0; count < times && answers.every(({ status }) => status === 200); count++) {
        const answer = await fetch(`${url}/api/v1/redemptions`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ barcode: barcodeOf(serialNumber, offer), scanId: randomUUID() }),
        });
        const { accepted } = (await answer.json()) as { accepted?: unknown };
        answers.push({ status: answer.status, accepted });
      }
    };
    const twelve = (send: () => Promise<unknown>) => {
      waiting.push(...Array.from({ length: 12 }, send));
    };
    try {
      // Phones first: what the others wait for is read where a phone is known by its token.
      await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 1))", [onPhones]);
      twelve(() => phone.register(aDevice(), onPhones));
      await waitForLock(database.owner, 2);
      await scan(5);
      await trx.raw("lock table claim_links, allocations in access exclusive mode");
      twelve(() => get(`/t/${"x".repeat(43)}`));
      twelve(() => get(`/api/v1/allocations/${randomUUID()}`));
      // Of phones and families two each, and five of staff.
      await waitForLock(database.owner, 9);
      await scan(10);
      return answers;
    } finally {
      await trx.rollback();
      await Promise.allSettled(waiting);
    }
  }

  it("a scan is answered while families, phones and staff each wait for more connections than there are", async () => {
    for (const answer of await scansBesideOthers(server.url)) {
      expect(answer).to.deep.equal({ status: 200, accepted: true });
    }
  });

  describe("without shares of the pool", () => {
    let shared: Pool;
    before(() => {
      shared = connect(database.url, hasty);
      const client = shared.client as { acquireConnection: unknown };
      const ours = Object.getPrototypeOf(client) as object;
      // knex's own, which knows no kinds of callers.
      const knexs = Object.getPrototypeOf(ours) as typeof client;
      client.acquireConnection = knexs.acquireConnection;
    });
    after(() => shared.destroy());
    const open = useServer(database, {
      change: (deps) => ({ ...deps, db: shared, apple: apple.wallet }),
    });

    it("a scan gets no connection while the others wait (negative control)", async () => {
      expect((await scansBesideOthers(open.url)).at(-1)?.status).to.be.at.least(500);
    });
  });
});
