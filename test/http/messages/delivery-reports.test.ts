import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { SmsGatewayName } from "../../../src/config/sms.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import type { Pool, Trx } from "../../../src/db/connect.ts";
import { recordDelivery, recordHandOver } from "../../../src/db/recipients/delivery-reports.ts";
import { aPass, aRecipient, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { testDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

const reportSecret = "abcdefghijklmnopqrstuv";

describe("delivery reports of the SMS gateway", () => {
  const database = useDatabase();
  let gateway: SmsGatewayName = "generic";
  const server = useServer(database, {
    change: (deps) => {
      const sms = {
        get gateway() {
          return gateway;
        },
        url: "https://sms.example.no",
        token: "secret",
        reportSecret,
      };
      return { ...deps, config: { ...deps.config, sms } };
    },
  });

  async function aMessage(state: "sent" | "owed" = "sent"): Promise<string> {
    const { id: recipientId } = await aRecipient(database.db);
    const gatewayId = `g-${randomUUID()}`;
    await database
      .db("messages")
      .insert({ recipient_id: recipientId, channel: "sms", state, gateway_id: gatewayId });
    return gatewayId;
  }
  const stored = (gatewayId: string) =>
    database.db("messages").where({ gateway_id: gatewayId }).first<{
      state: string;
      delivered_at: Date | null;
      failure: string | null;
      refused: boolean;
    }>("state", "delivered_at", "failure", "refused");
  const post = (path: string, body: RequestInit) =>
    fetch(`${server.url}${path}`, { method: "POST", ...body });
  const json = (value: unknown, headers = {}): RequestInit => ({
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  });
  const secretPath = `/messages/reports/${reportSecret}`;

  const kinds: [SmsGatewayName, delivered: (id: string) => RequestInit, failed: typeof json][] = [
    ["generic", (id) => json({ id, status: "delivered" }), (id) => json({ id, status: "failed" })],
    ["link", (id) => json({ id, resultCode: 1001 }), (id) => json({ id, resultCode: 1006 })],
    [
      "sveve",
      (id) => ({ body: new URLSearchParams({ id, status: "true" }) }),
      (id) => ({ body: new URLSearchParams({ id: String(id), status: "false" }) }),
    ],
    [
      "46elks",
      (id) => ({ body: new URLSearchParams({ id, status: "delivered" }) }),
      (id) => ({ body: new URLSearchParams({ id: String(id), status: "failed" }) }),
    ],
  ];

  for (const [kind, delivered, failed] of kinds) {
    describe(kind, () => {
      beforeEach(() => {
        gateway = kind;
      });

      it(`a report of ${kind} says that the message reached the phone, and a late failure changes nothing`, async () => {
        const id = await aMessage();
        expect((await post(secretPath, delivered(id))).status).to.equal(200);
        expect((await post(secretPath, failed(id))).status).to.equal(200);
        const message = await stored(id);
        expect(message).to.include({ state: "sent", failure: null, refused: false });
        expect(message.delivered_at).to.be.instanceOf(Date);
      });

      it(`a report of ${kind} says that the message did not reach the phone: it counts as given up`, async () => {
        const id = await aMessage();
        expect((await post(secretPath, failed(id))).status).to.equal(200);
        expect(await stored(id)).to.include({ state: "failed", failure: "other", refused: true });
      });

      it(`a report of ${kind} on an unknown message, or under another secret, changes nothing`, async () => {
        const id = await aMessage();
        expect((await post(secretPath, failed(randomUUID()))).status).to.equal(200);
        const guessed = `/messages/reports/${reportSecret.replace("a", "b")}`;
        expect((await post(guessed, failed(id))).status).to.equal(404);
        expect((await post("/messages/reports", failed(id))).status).to.equal(404);
        expect(await stored(id)).to.include({ state: "sent", failure: null });
      });
    });
  }

  for (const [outcome, expected] of [
    ["failed", { state: "failed", failure: "other", refused: true }],
    ["delivered", { state: "sent", failure: null, refused: false }],
  ] as const) {
    for (const order of ["before", "after"] as const) {
      it(`a report “${outcome}” counts that comes ${order} the gateway's answer is recorded`, async () => {
        gateway = "generic";
        const deps = testDeps(database.db);
        const { id: recipientId } = await aRecipient(database.db, { phone: "+4740000001" });
        await aPass(database.db, { recipientId });
        const gatewayId = `g-${randomUUID()}`;
        const report = async () => {
          expect(
            (await post(secretPath, json({ id: gatewayId, status: outcome }))).status,
          ).to.equal(200);
        };
        deps.messages.send = async () => {
          if (order === "before") await report();
          return { gatewayId };
        };
        await notifyRecipient(deps, { recipientId });
        if (order === "after") await report();
        const message = await stored(gatewayId);
        expect(message).to.include(expected);
        expect(message.delivered_at !== null).to.equal(outcome === "delivered");
      });
    }
  }

  /** What a message is once its hand-over and a report of its failure came at once, one of them committing last. */
  async function atOnce(db: Pool, last: "report" | "hand-over"): Promise<string> {
    const { id: recipientId } = await aRecipient(database.db);
    const [{ id } = { id: "" }] = await database
      .db("messages")
      .insert({ recipient_id: recipientId, channel: "sms", state: "owed" })
      .returning<{ id: string }[]>("id");
    const gatewayId = `g-${randomUUID()}`;
    const handOver = (trx: Trx) => recordHandOver(trx, { id, gatewayId, at: testNow });
    const report = async (trx: Trx) => {
      await recordDelivery(trx, { gatewayId, outcome: "number", at: testNow });
    };
    const [first, second] = last === "report" ? [handOver, report] : [report, handOver];
    let other: Promise<unknown> = Promise.resolve();
    await db.transaction(async (trx) => {
      await first(trx);
      other = db.transaction(second);
      await (db === database.db ? waitForLock(database.owner) : other);
    });
    await other;
    return (await stored(gatewayId)).state;
  }

  for (const last of ["report", "hand-over"] as const) {
    it(`a report and the hand-over that it is on find each other when they come at once, the ${last} last`, async () => {
      expect(await atOnce(database.db, last)).to.equal("failed");
    });

    it(`without the lock the report is lost, the ${last} last (negative control)`, async () => {
      const unguarded = connectRewriting(database.url, (sql) =>
        sql.replace(/pg_advisory_xact_lock\(hashtextextended\((\$1), 2\)\)/, "$1::text"),
      );
      try {
        expect(await atOnce(unguarded, last)).to.equal("sent");
      } finally {
        await unguarded.destroy();
      }
    });
  }

  it("a report that no hand-over follows within five minutes is not kept", async () => {
    const [old, late] = [`g-${randomUUID()}`, `g-${randomUUID()}`];
    const kept = async () =>
      (await database.db("early_reports").pluck<string[]>("gateway_id")).filter((id) =>
        [old, late].includes(id),
      );
    const report = (gatewayId: string, minutes: number) =>
      database.db.transaction((trx) =>
        recordDelivery(trx, {
          ...{ gatewayId, outcome: "number" },
          at: new Date(testNow.getTime() + minutes * 60_000),
        }),
      );
    await report(old, 0);
    expect(await kept()).to.deep.equal([old]);
    await report(late, 5);
    expect(await kept()).to.deep.equal([late]);
  });

  it("the generic gateway may report with its own token, and give a reason", async () => {
    gateway = "generic";
    const id = await aMessage();
    const report = json(
      { id, status: "failed", reason: "number" },
      { authorization: "Bearer secret" },
    );
    expect((await post("/messages/reports", report)).status).to.equal(200);
    expect(await stored(id)).to.include({ state: "failed", failure: "number" });
  });

  it("a report on a message still on its way, or one that cannot be read, is taken and changes nothing", async () => {
    gateway = "link";
    const id = await aMessage();
    const broken = { headers: { "content-type": "application/json" }, body: "{" };
    const bodies = [
      json({ id, resultCode: 1005 }),
      json({ id }),
      json(null),
      json([[]]),
      json({ id: { a: 1 }, resultCode: 1001 }),
      broken,
      { body: "x".repeat(20_000), headers: { "content-type": "text/plain" } },
    ];
    for (const body of bodies) expect((await post(secretPath, body)).status).to.equal(200);
    expect(await stored(id)).to.include({ state: "sent", delivered_at: null, failure: null });
  });

  it("a report on a message that is to be sent again does not end it", async () => {
    gateway = "46elks";
    const id = await aMessage("owed");
    const body = { body: new URLSearchParams({ id, status: "failed" }) };
    expect((await post(secretPath, body)).status).to.equal(200);
    expect(await stored(id)).to.include({ state: "owed", failure: null });
  });
});
