import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { undoAllocation } from "../../../src/actions/allocations/undo-allocation.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createWebhook } from "../../../src/actions/integrations/create-webhook.ts";
import { tellIssuedAllocations } from "../../../src/actions/integrations/tell-issued-allocations.ts";
import { cancelOffer } from "../../../src/actions/offers/cancel-offer.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { webhooksOf } from "../../../src/db/integrations/webhooks.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { webhookBody } from "../../../src/domain/integrations/webhook.ts";
import { navEvents } from "../../../src/domain/integrations/webhook-events.ts";
import { webhookDeliveriesOf } from "../../../src/db/integrations/webhook-deliveries.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { allocated } from "../../support/allocated.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer, aRecipient, testNow, type BuiltRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { giveBack } from "../../support/give-back.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const day = 24 * 60 * 60_000;
const after = (days: number) => new Date(testNow.getTime() + days * day);
const url = "https://case.example.no/hook";

describe("webhooks of NAV", () => {
  const database = useDatabase({ max: 30 });
  const server = useServer(database);
  const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
  let world: ApiWorld;
  let both: ApiClient;

  before(async () => {
    world = await apiWorld(server);
    const of = { municipalities: ["5025", "3430"], name: "test" };
    both = apiClient(server, (await createApiKey(server.deps, { role: "nav", ...of })).key);
  });
  beforeEach(async () => {
    await database.db("webhooks").delete();
    server.deps.clock.set(testNow);
  });

  const make = (client: ApiClient, body: object = {}) =>
    client.post("/api/v1/webhooks", { url, events: [...navEvents], ...body });
  /** What NAV is told, by now, in no order. */
  const told = async (webhookId: unknown) =>
    (
      await webhookDeliveriesOf(database.db, {
        ...{ municipalities: ["5025"], webhookId: String(webhookId), now: after(1000), limit: 100 },
      })
    ).map(({ delivery }) => ({
      delivery,
      ...(JSON.parse(webhookBody(delivery)) as { type: string; data: Record<string, string> }),
    }));

  /** Fails unless the bodies are as the OpenAPI document has them. */
  async function expectDocumented(bodies: string[]) {
    const document = (await world.nav.get("/openapi.json")).body as unknown as {
      webhooks: Record<
        string,
        { post: { requestBody: { content: Record<string, { schema: object }> } } }
      >;
    };
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: "webhooks", ...document });
    for (const text of bodies) {
      const body = JSON.parse(text) as { type: string };
      const { content } = document.webhooks[body.type]?.post.requestBody ?? {};
      const schema = JSON.stringify(content?.["application/json"]?.schema);
      const isValid = ajv.validate(
        JSON.parse(schema.replaceAll('"#/', '"webhooks#/')) as object,
        body,
      );
      expect(isValid, `${text} ${ajv.errorsText()}`).to.equal(true);
    }
  }

  it("a key of NAV makes, lists, tests and removes webhooks of its municipality alone", async () => {
    const made = await make(world.nav);
    expect(made.status, made.text).to.equal(201);
    expect(made.body).to.include({ municipality: "5025" });
    expect(made.body["secret"]).to.match(/^whsec_/);
    const address = `/api/v1/webhooks/${String(made.body["id"])}`;
    expect((await world.nav.get("/api/v1/webhooks")).body["items"]).to.have.length(1);
    expect((await world.nav.post(`${address}/test`)).status).to.equal(204);
    expect((await world.nav.get(`${address}/deliveries`)).body["items"]).to.have.length(1);
    expect((await world.nav.post(`${address}/renew-secret`)).status).to.equal(200);
    for (const stranger of [world.otherNav, world.provider, world.culture]) {
      expect((await stranger.get("/api/v1/webhooks")).body["items"]).to.deep.equal([]);
      expect((await stranger.get(`${address}/deliveries`)).status).to.equal(404);
      expect((await stranger.post(`${address}/test`)).status).to.equal(404);
      expect((await stranger.post(`${address}/renew-secret`)).status).to.equal(404);
      expect((await stranger.delete(address)).status).to.equal(404);
    }
    expect((await world.nav.delete(address)).status).to.equal(204);
  });

  it("a key of several municipalities says of which the webhook is, and a provider's of none", async () => {
    expect((await make(both)).body).to.have.nested.property("errors[0].path", "municipality");
    expect((await make(both, { municipality: "3430" })).body).to.include({ municipality: "3430" });
    expect((await make(world.nav, { municipality: "3430" })).status).to.equal(403);
    const ofProvider = { events: ["ticket.used"], municipality: "5025" };
    expect((await make(world.provider, ofProvider)).status).to.equal(400);
  });

  it("NAV can ask for no provider's event, such as a use, and a provider for none of NAV's", async () => {
    const used = await make(world.nav, { events: ["ticket.returned", "ticket.used"] });
    expect(used.status).to.equal(400);
    expect(used.body).to.have.nested.property("errors[0].path", "events[1]");
    expect((await make(world.provider, { events: ["ticket.lapsed"] })).status).to.equal(400);
  });

  it("the database refuses a webhook of two owners, of none, and one of NAV that tells of a use", async () => {
    const [of] = [{ url, secret_sealed: Buffer.from(""), events: ["ticket.returned"] }];
    const owners = { provider_id: world.providerId, municipality_number: "5025" };
    for (const [row, constraint] of [
      [{ ...of, ...owners }, "webhook_has_one_owner"],
      [of, "webhook_has_one_owner"],
      [{ ...of, municipality_number: "5025", events: ["ticket.used"] }, "webhooks_events_check"],
      [
        { ...of, municipality_number: "5025", events: ["settlement.stated"] },
        "webhooks_events_check",
      ],
      [
        { ...of, provider_id: world.providerId, events: ["ticket.lapsed"] },
        "webhooks_events_check",
      ],
    ] as const) {
      const refused: unknown = await database
        .db("webhooks")
        .insert(row)
        .then(undefined, (error: unknown) => error);
      expect(refused).to.have.property("constraint", constraint);
    }
  });

  /** Eight at the same moment, where one place is left; answers how many there are then. */
  async function atTheSameMoment(db: Pool): Promise<number> {
    const one = { actor, url, events: ["ticket.lapsed" as const] };
    for (let at = 0; at < 19; at += 1) await createWebhook(server.deps, one);
    const eight = Array.from({ length: 8 });
    await Promise.all(eight.map(() => db.raw("select pg_sleep(0.1)")));
    await Promise.allSettled(eight.map(() => createWebhook({ ...server.deps, db }, one)));
    return (await webhooksOf(database.db, { municipalities: ["5025"] })).length;
  }

  it("a municipality has twenty webhooks at most, also of several made at the same moment", async () => {
    expect(await atTheSameMoment(database.db)).to.equal(20);
  });

  it("a municipality has more webhooks without its lock (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await atTheSameMoment(unlocked)).to.be.above(20);
    } finally {
      await unlocked.destroy();
    }
  });

  const anOpen = (changes: Partial<Offer> = {}) =>
    anOffer(database.db, { municipalities: ["5025", "3430"], quota: 20, ...changes });
  async function give(offers: Offer[], children: BuiltRecipient[], who = actor) {
    const items = children.flatMap(({ id }) =>
      offers.map((offer) => ({ recipientId: id, offerId: offer.id })),
    );
    return allocated(allocate(server.deps, { actor: who, items, mode: "all" }));
  }
  const issue = async (offers: Offer[]) => {
    for (const { id } of offers) await issuePasses(server.deps, { offerId: id });
  };

  it("an allocation is told of once all its tickets are issued, once, to each of its municipalities", async () => {
    const { id: here } = (await make(world.nav)).body;
    const { id: there } = (await make(world.otherNav)).body;
    const offers = [await anOpen(), await anOpen()];
    const children = [
      await aRecipient(database.db),
      await aRecipient(database.db, { municipality: "3430" }),
    ];
    const who: Actor = { ...actor, municipalities: ["5025", "3430"] };
    const joint = await give(offers, children, who);
    const [first, second] = offers as [Offer, Offer];
    await issue([first]);
    await tellIssuedAllocations(server.deps);
    expect(await told(here)).to.deep.equal([]);
    await issue([second]);
    server.deps.enqueued.length = 0;
    await sweepOwedWork(server.deps);
    expect(server.deps.enqueued.map(({ name }) => name)).to.include("tell-issued");
    await Promise.all([tellIssuedAllocations(server.deps), tellIssuedAllocations(server.deps)]);
    expect(await told(here)).to.have.length(1);
    expect((await told(here))[0]).to.deep.include({
      type: "allocation.issued",
      data: { allocationId: joint.id },
    });
    const theirs = await database.db("webhook_deliveries").where({ webhook_id: there });
    expect(theirs).to.have.length(1);
    server.deps.enqueued.length = 0;
    await sweepOwedWork(server.deps);
    expect(server.deps.enqueued.map(({ name }) => name)).not.to.include("tell-issued");
  });

  it("an allocation that was undone is told of to no webhook", async () => {
    await database.owner("municipalities").update({ message_grace_minutes: 10 });
    try {
      const { id } = (await make(world.nav)).body;
      const undone = await give([await anOpen()], [await aRecipient(database.db)]);
      await undoAllocation(server.deps, { actor, allocationId: undone.id });
      await tellIssuedAllocations(server.deps);
      expect(await told(id)).to.deep.equal([]);
    } finally {
      await database.owner("municipalities").update({ message_grace_minutes: null });
    }
  });

  it("a message that announced tickets is told of when it is given up, and none that depends on use", async () => {
    const { id } = (await make(world.nav)).body;
    const offer = await anOpen();
    const child = await aRecipient(database.db);
    await give([offer], [child]);
    await issue([offer]);
    const { messages } = server.deps;
    server.deps.messages = {
      send: () => Promise.reject(Object.assign(new Error("no such number"), { refused: true })),
    };
    try {
      for (let attempt = 0; attempt < 9; attempt += 1) {
        await notifyRecipient(server.deps, { recipientId: child.id });
        server.deps.clock.set(new Date(server.deps.clock.now().getTime() + day));
      }
    } finally {
      server.deps.messages = messages;
    }
    const failed = (await told(id)).filter(({ type }) => type === "message.failed");
    expect(failed.map(({ data }) => data["recipientId"])).to.deep.equal([child.id]);
    await expectDocumented(failed.map(({ delivery }) => webhookBody(delivery)));
    const { items } = (await world.nav.get(`/api/v1/recipients/${child.id}/messages`)).body;
    expect(items).to.have.nested.property("[0].id", failed[0]?.data["messageId"]);
    for (const about of [
      { cancelled_offer_id: offer.id },
      { moved_offer_id: offer.id },
      { repeats: true },
      { reminds: true },
    ]) {
      const row = { recipient_id: child.id, channel: "sms", ...about };
      const [message] = await database.db("messages").insert(row).returning<{ id: string }[]>("id");
      const failing = { state: "failed", failed_at: testNow };
      await database
        .db("messages")
        .where({ id: message?.id ?? "" })
        .update(failing);
    }
    expect((await told(id)).filter(({ type }) => type === "message.failed")).to.have.length(1);
    await removeRecipient(server.deps, { actor, reference: child.id });
    expect((await told(id)).filter(({ type }) => type === "message.failed")).to.deep.equal([]);
  });

  it("two children, of whom one used every ticket and the other none, are told of alike to the byte but for ids", async () => {
    const { id } = (await make(world.nav)).body;
    const { deps } = server;
    const validity = { from: after(-1), until: after(40) };
    const ofOne = { validity, claimWithinDays: 5 };
    const used = [await anOpen({ ...ofOne, uses: 1 }), await anOpen({ ...ofOne, uses: null })];
    const cancelled = await anOpen({ ...ofOne, providerId: world.providerId, uses: 1 });
    const kept = [await anOpen(ofOne), await anOpen(ofOne)];
    const offers = [...used, cancelled, ...kept];
    const doors = await Promise.all(offers.map(({ providerId }) => aDoor(database.db, providerId)));

    async function life(uses: boolean) {
      const child = await aRecipient(database.db);
      const given = await give(offers, [child]);
      await issue(offers);
      await tellIssuedAllocations(deps);
      const serialNumbers = given.items.map(({ passes }) => passes[0]?.serialNumber ?? "");
      const [lapsing = "", returning = ""] = serialNumbers.slice(3);
      const fetched = serialNumbers.filter((each) => each !== lapsing);
      await database.db.transaction((trx) => markFetched(trx, fetched, testNow));
      for (const [at, offer] of offers.slice(0, 3).entries()) {
        const door = doors[at];
        if (!uses || !door) continue;
        const scan = aScan(door, barcodeOf(serialNumbers[at] ?? "", offer));
        expect((await redeem(deps, scan)).accepted).to.equal(true);
      }
      await giveBack(deps, { recipientId: child.id, serialNumber: returning });
      return { child, given, serialNumbers };
    }
    const twins = [await life(true), await life(false)];
    const provider = { role: "provider", id: "test", providerId: world.providerId } as const;
    await cancelOffer(deps, { actor: provider, offerId: cancelled.id });
    for (const days of [7, 41]) {
      deps.clock.set(after(days));
      await lapseUnclaimedPasses(deps);
      await expirePasses(deps);
      await tellIssuedAllocations(deps);
    }
    const all = await told(id);
    const [one, other] = twins.map(({ child, given, serialNumbers }) => {
      const ids = [child.id, given.id, ...serialNumbers];
      const isOwn = ({ data }: { data: object }) =>
        ids.some((each) => JSON.stringify(data).includes(each));
      return all
        .filter(isOwn)
        .map(({ delivery }) => {
          const body = ids.reduce(
            (text, each, at) => text.replaceAll(each, `ID${at}`),
            webhookBody(delivery),
          );
          return body.replaceAll(delivery.id, "EVENT");
        })
        .sort();
    });
    const types = one?.map((body) => (JSON.parse(body) as { type: string }).type).sort();
    expect(types).to.deep.equal(["allocation.issued", "ticket.lapsed", "ticket.returned"]);
    expect(one).to.deep.equal(other);
    await expectDocumented(all.map(({ delivery }) => webhookBody(delivery)));
    for (const { delivery, type } of all) {
      if (!type.startsWith("ticket.")) continue;
      expect(delivery.createdAt.getTime() % 3_600_000, "by the hour").to.equal(0);
      const row = database.db("webhook_deliveries").where({ id: delivery.id });
      const [due = testNow] = await row.pluck<Date[]>("next_attempt_at");
      expect(due.getTime() - delivery.createdAt.getTime()).to.equal(3_600_000);
    }

    deps.clock.set(after(200));
    await anonymiseEndedPasses(deps);
    const left = await told(id);
    expect(left.map(({ type }) => type)).to.not.include.members(["ticket.lapsed"]);
    expect(left.map(({ type }) => type)).to.not.include.members(["ticket.returned"]);
  });

  it("the culture office is told of none of NAV's events", async () => {
    const culture: Actor = { role: "culture", id: "kari", municipalities: ["5025"] };
    for (const event of navEvents) {
      const made = createWebhook(server.deps, { actor: culture, url, events: [event] });
      expect((await refusalOf(made)).code).to.equal("validation_failed");
    }
  });
});
