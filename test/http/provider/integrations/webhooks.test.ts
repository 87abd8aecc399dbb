import { spawn } from "node:child_process";
import { createPublicKey, randomUUID, verify } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Webhook } from "standardwebhooks";
import type { Actor } from "../../../../src/actions/deps.ts";
import { closeOffer } from "../../../../src/actions/offers/close-offer.ts";
import { pauseOffer } from "../../../../src/actions/offers/pause-offer.ts";
import { reviewOffer } from "../../../../src/actions/offers/review-offer.ts";
import { approveProvider } from "../../../../src/actions/providers/approve-provider.ts";
import { suspendProvider } from "../../../../src/actions/providers/suspend-provider.ts";
import { cancelOffer } from "../../../../src/actions/offers/cancel-offer.ts";
import { issuePasses } from "../../../../src/actions/passes/issue-passes.ts";
import { replacePass } from "../../../../src/actions/passes/replace-pass.ts";
import { revokePass } from "../../../../src/actions/passes/revoke-pass.ts";
import { anonymiseEndedPasses } from "../../../../src/actions/passes/anonymise-ended-passes.ts";
import { deliverWebhook } from "../../../../src/actions/integrations/deliver-webhook.ts";
import { createApiKey } from "../../../../src/actions/integrations/create-api-key.ts";
import { createWebhook } from "../../../../src/actions/integrations/create-webhook.ts";
import { redeem } from "../../../../src/actions/door/redeem.ts";
import { sweepOwedWork } from "../../../../src/actions/operations/sweep-owed-work.ts";
import type { Pool } from "../../../../src/db/connect.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { findOffer } from "../../../../src/db/offers/offers.ts";
import { webhooksOf } from "../../../../src/db/integrations/webhooks.ts";
import { noticeKinds } from "../../../../src/domain/providers/notice-mail.ts";
import { navEvents, officeEvents } from "../../../../src/domain/integrations/webhook-events.ts";
import { isPublicAddress, webhookAddressFault } from "../../../../src/wallets/ssrf-guard.ts";
import { apiClient } from "../../../support/api-client.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { expectSound, useBrowser } from "../../../support/browser.ts";
import { changeApproved, proposeChange } from "../../../support/approved-change.ts";
import { anOffer, aPass, aProvider, testKeyRing, testNow } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { giveBack } from "../../../support/give-back.ts";
import { aDoor, aScan, barcodeOf } from "../../../support/scans.ts";
import { useServer } from "../../../support/server.ts";
import { sessionOfProvider, signInProvider } from "../../../support/sign-in-provider.ts";
import { connectWithoutLocks } from "../../../support/without-locks.ts";

describe("webhooks", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const limitedServer = useServer(database, { rateLimits: { webhook: 2 } });
  const browser = useBrowser();
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let world: ApiWorld;
  let receiver: Server;
  let url: string;
  let answer = 204;
  let retryAfter: string | undefined;

  before(async () => {
    world = await apiWorld(server);
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (piece: Buffer) => (body += piece.toString()));
      request.on("end", () => {
        received.push({ headers: request.headers, body });
        const headers = { location: "http://127.0.0.1/elsewhere" };
        response
          .writeHead(answer, { ...headers, ...(retryAfter && { "retry-after": retryAfter }) })
          .end();
      });
    });
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  after(() => {
    receiver.close();
  });
  beforeEach(async () => {
    await database.db("webhooks").delete();
    received.length = 0;
    answer = 204;
    retryAfter = undefined;
    server.deps.clock.set(testNow);
  });

  const make = async (events: string[]) =>
    (await world.provider.post("/api/v1/webhooks", { url, events })).body as {
      id: string;
      secret: string;
    };
  /** The rows' own clock is the database's; the sweep's is the test's. */
  const due = () =>
    database.db("webhook_deliveries").update({ next_attempt_at: testNow, created_at: testNow });
  const deliveries = async (id: string) =>
    (await world.provider.get(`/api/v1/webhooks/${id}/deliveries`)).body["items"] as Record<
      string,
      unknown
    >[];

  it("webhooks are on their way as soon as an offer is approved, its last ticket gone, or a ticket used", async () => {
    const { id } = await make(["offer.approved", "offer.sold_out", "ticket.used"]);
    const told = () => {
      const names = server.deps.enqueued.splice(0).map(({ name, payload }) => ({ name, payload }));
      return names.filter(({ name }) => name === "deliver-webhook");
    };
    const once = [{ name: "deliver-webhook", payload: { webhookId: id } }];
    const clean = () => database.db("webhook_deliveries").delete();
    told();
    const offerId = await anOpenOffer(world, { quota: 1 });
    expect(told()).to.deep.equal(once);
    await clean();
    await world.nav.post("/api/v1/recipients", {
      reference: "R-1",
      birthYear: 2016,
      municipality: "5025",
      language: "nb",
      delivery: "none",
    });
    const items = [{ recipient: "R-1", offerId }];
    expect((await world.nav.post("/api/v1/allocations", { items })).status).to.equal(201);
    expect(told()).to.deep.equal(once);
    await clean();
    const offer = await anOffer(database.db, { providerId: world.providerId });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, world.providerId);
    await redeem(server.deps, aScan(door, barcodeOf(serialNumber, offer)));
    expect(told()).to.deep.equal(once);
  });

  describe("are at most twenty a provider's", () => {
    const fill = async (count: number) => {
      for (let at = 0; at < count; at += 1) await make(["offer.approved"]);
    };
    const actor = () => ({ role: "provider", id: "test", providerId: world.providerId }) as const;
    /** Eight at the same moment, where one place is left; answers how many there are then. */
    async function atTheSameMoment(db: Pool): Promise<number> {
      await fill(19);
      const one = { actor: actor(), url, events: ["offer.approved" as const] };
      const eight = Array.from({ length: 8 });
      // Connections that are open already, so that none comes too late to race.
      await Promise.all(eight.map(() => db.raw("select pg_sleep(0.1)")));
      await Promise.allSettled(eight.map(() => createWebhook({ ...server.deps, db }, one)));
      return (await webhooksOf(database.db, { providerId: world.providerId })).length;
    }

    it("with a refusal that says what to do", async () => {
      await fill(20);
      const refused = await world.provider.post("/api/v1/webhooks", {
        url,
        events: ["offer.approved"],
      });
      expect(refused.body).to.include({ status: 409, code: "conflict" });
      expect(refused.body["detail"]).to.contain("remove one first");
    });

    it("also of several made at the same moment", async () => {
      expect(await atTheSameMoment(database.db)).to.equal(20);
    });

    it("and are more without the provider's lock (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        expect(await atTheSameMoment(unlocked)).to.be.above(20);
      } finally {
        await unlocked.destroy();
      }
    });
  });

  it("are sent to by hand twenty times a minute, one owner's together sixty times, over all its keys and people", async () => {
    const limited = limitedServer;
    const providerId = world.providerId;
    const keys = ["One", "Other"].map((name) =>
      createApiKey(limited.deps, { role: "provider", providerId, name }),
    );
    const clients = (await Promise.all(keys)).map(({ key }) => apiClient(limited, key));
    const paths: string[] = [];
    for (let at = 0; at < 4; at += 1)
      paths.push(`/api/v1/webhooks/${(await make(["offer.approved"])).id}`);
    const [first, second, third, fourth] = paths;
    const statuses = (paths: string[]) =>
      Promise.all(paths.map(async (path, at) => (await clients[at % 2]?.post(path, {}))?.status));
    expect(await statuses([`${first}/test`, `${first}/test`, `${first}/test`])).to.have.members([
      204, 204, 429,
    ]);
    const range = { from: "2026-12-01T00:00:00Z", until: "2026-12-02T00:00:00Z" };
    const resent = await clients[0]?.post(`${first}/deliveries/resend`, range);
    expect(resent?.status).to.equal(429);
    expect(await statuses([`${second}/test`, `${second}/test`])).to.deep.equal([204, 204]);
    expect(await statuses([`${third}/test`, `${third}/test`])).to.deep.equal([204, 204]);
    const refused = await clients[0]?.post(`${fourth}/test`, {});
    expect(refused?.status).to.equal(429);
    expect(Number(refused?.headers.get("retry-after"))).to.be.within(1, 60);
  });

  it("are sent to by hand as often as before when another provider, or a member without the right, has tried", async () => {
    const clientOf = async (providerId: string) => {
      const owner = { role: "provider", providerId, name: "test" } as const;
      return apiClient(limitedServer, (await createApiKey(limitedServer.deps, owner)).key);
    };
    const { id: providerId } = await aProvider(database.db);
    const own = await clientOf(providerId);
    const stranger = await clientOf((await aProvider(database.db)).id);
    const made = await own.post("/api/v1/webhooks", { url, events: ["offer.approved"] });
    const path = `/webhooks/${String(made.body["id"])}/test`;
    const strange = [1, 2, 3].map(async () => (await stranger.post(`/api/v1${path}`, {})).status);
    expect(await Promise.all(strange)).to.have.members([404, 404, 429]);
    const user = { providerId, email: "staff@provider.example", role: "staff" } as const;
    await database.db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    const cookie = `provider=${await sessionOfProvider(limitedServer.deps, providerId)}`;
    const asked = { headers: { cookie } };
    const html = await (await fetch(`${limitedServer.url}/provider/offers`, asked)).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(html) ?? [];
    const body = () => new URLSearchParams({ csrf });
    for (let at = 0; at < 7; at += 1) {
      const sent = { ...asked, method: "POST", body: body() };
      expect((await fetch(`${limitedServer.url}/provider${path}`, sent)).status).to.equal(403);
    }
    expect((await own.post(`/api/v1${path}`, {})).status).to.equal(204);
  });

  it("are kept with their address as URLs are written, and delivered there", async () => {
    const shouted = url.replace("http://", "HTTP://");
    const body = { url: shouted, events: ["offer.approved"] };
    const made = (await world.provider.post("/api/v1/webhooks", body)).body as { id: string };
    expect(made).to.include({ url });
    expect((await world.provider.post(`/api/v1/webhooks/${made.id}/test`, {})).status).to.equal(
      204,
    );
    await due();
    await deliverWebhook(server.deps, { webhookId: made.id });
    expect((await deliveries(made.id))[0]).to.include({ state: "delivered" });
  });

  it("tell of an approved offer, signed, and of nothing that was not asked for", async () => {
    const { id, secret } = await make(["offer.approved"]);
    const offerId = await anOpenOffer(world);
    await due();
    await sweepOwedWork(server.deps);
    expect(server.deps.enqueued.at(-1)).to.deep.equal({
      name: "deliver-webhook",
      payload: { webhookId: id },
    });
    await deliverWebhook(server.deps, { webhookId: id });
    await deliverWebhook(server.deps, { webhookId: id });
    expect(received).to.have.length(1);
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(JSON.parse(body)).to.deep.include({ type: "offer.approved", data: { offerId } });
    const sentAt = new Date(Number(headers["webhook-timestamp"]) * 1000);
    expect(headers["webhook-signature"]).to.equal(
      new Webhook(secret).sign(String(headers["webhook-id"]), sentAt, body),
    );
    expect((await deliveries(id))[0]).to.include({ state: "delivered", lastResult: "204" });
  });

  it("webhooks tell of a returned offer, and of one whose tickets nobody has fetched", async () => {
    const { id } = await make(["offer.returned", "offer.unfetched"]);
    const own = { providerId: world.providerId };
    const returned = await anOffer(database.db, { ...own, state: "submitted" });
    const reason = { reason: "When?" };
    await world.culture.post(`/api/v1/offers/${returned.id}/return`, reason);
    const unfetched = await anOffer(database.db, { ...own, state: "open" });
    await database.db("offers").where({ id: unfetched.id }).update({ unfetched_told: true });
    await due();
    await deliverWebhook(server.deps, { webhookId: id });
    const told = received.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(told.map(({ type, data }) => ({ type, data }))).to.have.deep.members([
      { type: "offer.returned", data: { offerId: returned.id } },
      { type: "offer.unfetched", data: { offerId: unfetched.id } },
    ]);
  });

  it("tell of the last ticket and of a use, and name neither ticket nor person", async () => {
    const offerId = await anOpenOffer(world, { quota: 1 });
    const { id } = await make(["ticket.used", "offer.sold_out"]);
    const offer = await findOffer(database.db, offerId);
    if (!offer) throw new Error("no offer");
    const { serialNumber, recipientId } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, world.providerId);
    await redeem(server.deps, aScan(door, barcodeOf(serialNumber, offer)));
    await due();
    await deliverWebhook(server.deps, { webhookId: id });
    const bodies = received.map(({ body }) => body);
    const types = bodies.map((body) => (JSON.parse(body) as { type: string }).type);
    expect(types).to.have.members(["offer.sold_out", "ticket.used"]);
    for (const body of bodies) {
      expect(Object.keys(JSON.parse(body) as object)).to.deep.equal([
        "id",
        "type",
        "timestamp",
        "createdAt",
        "data",
      ]);
      expect(body).not.to.contain(serialNumber);
      expect(body).not.to.contain(recipientId);
    }
  });

  const everyEvent = [
    "offer.approved",
    "offer.returned",
    "offer.change_approved",
    "offer.change_returned",
    "offer.paused",
    "offer.closed",
    "offer.sold_out",
    "offer.low_on_codes",
    "offer.unfetched",
    "provider.suspended",
    "provider.resumed",
    "settlement.stated",
    "ticket.issued",
    "ticket.used",
    "ticket.returned",
    "ticket.revoked",
    "ticket.cancelled",
  ];
  const nav: Actor = { role: "nav", id: "test", municipalities: ["5025"] };
  interface Body {
    id: string;
    type: string;
    timestamp: string;
    data: { offerId?: string; ticketId?: string; month?: string };
  }
  const bodies = () => received.map(({ body }) => JSON.parse(body) as Body);

  it("webhooks tell of a ticket's issue, use, return, revocation and cancellation under one id", async () => {
    const { id } = await make(everyEvent);
    const { deps } = server;
    const offer = await anOffer(database.db, { providerId: world.providerId, uses: 3, quota: 9 });
    const pass = () => aPass(database.db, { offer, state: "pending" });
    const [used, returned, revoked, moved, cancelled] = [
      await pass(),
      await pass(),
      await pass(),
      await pass(),
      await pass(),
    ];
    await issuePasses(deps, { offerId: offer.id });
    const door = await aDoor(database.db, world.providerId);
    await redeem(deps, aScan(door, barcodeOf(used.serialNumber, offer)));
    await giveBack(deps, {
      recipientId: returned.recipientId,
      serialNumber: returned.serialNumber,
    });
    await revokePass(deps, { actor: nav, serialNumber: revoked.serialNumber, reason: "Moved" });
    await replacePass(deps, { actor: nav, serialNumber: moved.serialNumber });
    const actor = { role: "provider", id: "test", providerId: world.providerId } as const;
    await cancelOffer(deps, { actor, offerId: offer.id });
    await due();
    await deliverWebhook(deps, { webhookId: id });
    const rows = await database.db<{ serial_number: string; provider_ticket_id: string }>("passes");
    const ticketIdOf = (serialNumber: string) =>
      rows.find((row) => row.serial_number === serialNumber)?.provider_ticket_id;
    const toldOf = ({ serialNumber }: { serialNumber: string }) =>
      bodies()
        .filter(({ data }) => data.ticketId === ticketIdOf(serialNumber))
        .map(({ type }) => type)
        .sort();
    expect(toldOf(used)).to.deep.equal(["ticket.cancelled", "ticket.issued", "ticket.used"]);
    expect(toldOf(returned)).to.deep.equal(["ticket.issued", "ticket.returned"]);
    expect(toldOf(revoked)).to.deep.equal(["ticket.issued", "ticket.revoked"]);
    expect(toldOf(moved)).to.deep.equal(["ticket.issued", "ticket.revoked"]);
    expect(toldOf(cancelled)).to.deep.equal(["ticket.cancelled", "ticket.issued"]);
    await expectDocumented();
  });

  /** Each event that arrived is as the OpenAPI document says, which names every event. */
  async function expectDocumented() {
    const document = (await world.provider.get("/openapi.json")).body as unknown as {
      webhooks: Record<
        string,
        { post: { requestBody: { content: Record<string, { schema: object }> } } }
      >;
    };
    expect(Object.keys(document.webhooks)).to.have.members([
      ...new Set([...everyEvent, ...navEvents, ...officeEvents, "webhook.test"]),
    ]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const body of bodies()) {
      const { schema } =
        document.webhooks[body.type]?.post.requestBody.content["application/json"] ?? {};
      expect(schema && ajv.validate(schema, body), JSON.stringify(body)).to.equal(true);
    }
  }

  describe("tell a provider's machines what its people are told by e-mail:", () => {
    const office: Actor = { role: "culture", id: "office", municipalities: ["5025"] };
    const reason = "Vannet er kaldt.";
    const openOffer = () =>
      anOffer(database.db, { providerId: world.providerId, state: "open", title: { nb: "Bad" } });
    /** What comes of the events of what happened meanwhile, which the reason and the title are no part of. */
    async function toldOf(happen: () => Promise<unknown>): Promise<Body[]> {
      const { id } = await make(everyEvent);
      await happen();
      await due();
      await deliverWebhook(server.deps, { webhookId: id });
      await expectDocumented();
      expect(JSON.stringify(bodies()))
        .to.not.contain(reason)
        .and.not.match(/\bBad\b/);
      return bodies();
    }

    it("each kind of notice", async () => {
      for (const kind of noticeKinds) {
        const { rows } = await database.db.raw<{ rows: { event: string | null }[] }>(
          "select event_of_notice(?) as event",
          [kind],
        );
        expect(everyEvent).to.include(rows[0]?.event ?? `offer.${kind}`);
      }
    });

    it("a change that is returned and one that is approved", async () => {
      const offer = await openOffer();
      const told = await toldOf(async () => {
        await proposeChange(server.deps, offer, { title: { nb: "Bad og badstu" } });
        const decision = { decision: "returned", reason } as const;
        await reviewOffer(server.deps, { actor: office, offerId: offer.id, ...decision });
        await changeApproved(server.deps, offer, { title: { nb: "Badstu" } });
      });
      expect(told.map(({ type, data }) => [type, data])).to.have.deep.members([
        ["offer.change_returned", { offerId: offer.id }],
        ["offer.change_approved", { offerId: offer.id }],
      ]);
    });

    it("an offer that the office pauses and closes, and none that the provider pauses itself", async () => {
      const offer = await openOffer();
      const own = await openOffer();
      const actor = { role: "provider", id: "key", providerId: world.providerId } as const;
      const told = await toldOf(async () => {
        await pauseOffer(server.deps, { actor, offerId: own.id });
        await pauseOffer(server.deps, { actor: office, offerId: offer.id, reason });
        await closeOffer(server.deps, { actor: office, offerId: offer.id, reason });
      });
      expect(told.map(({ type, data }) => [type, data])).to.have.deep.members([
        ["offer.paused", { offerId: offer.id }],
        ["offer.closed", { offerId: offer.id }],
      ]);
      const { body } = await world.provider.get(`/api/v1/offers/${offer.id}`);
      expect(body["officeReason"], "the reason is asked for").to.equal(reason);
    });

    it("that the provider is suspended, and approved again", async () => {
      const { providerId } = world;
      const told = await toldOf(async () => {
        await suspendProvider(server.deps, { actor: office, providerId });
        await suspendProvider(server.deps, { actor: office, providerId });
        await approveProvider(server.deps, { actor: office, providerId });
      });
      expect(told.map(({ type, data }) => [type, data])).to.have.deep.members([
        ["provider.suspended", {}],
        ["provider.resumed", {}],
      ]);
    });

    it("a month that is stated, once, of however many lines, without amounts", async () => {
      const { providerId } = world;
      const statement = { provider_id: providerId, month: "2026-12" };
      const told = await toldOf(async () => {
        await database.db("settlement_statements").insert({ ...statement, stated_at: new Date() });
        for (const { id } of [await openOffer(), await openOffer()]) {
          await database.db("settlement_statement_lines").insert({
            ...statement,
            used_in: "2026-12",
            offer_id: id,
            municipality_number: "5025",
            uses: 7,
            admissions: 9,
            refund_per_admission_ore: 9000,
            refund_ore: 81_000,
          });
        }
      });
      expect(told.map(({ type, data }) => [type, data])).to.deep.equal([
        ["settlement.stated", { month: "2026-12" }],
      ]);
      const [webhook] = (await world.provider.get("/api/v1/webhooks")).body["items"] as {
        id: string;
      }[];
      expect((await deliveries(webhook?.id ?? ""))[0]).to.include({ month: "2026-12" });
    });
  });

  it("webhooks of two providers share nothing that joins one child's tickets", async () => {
    const theirs = await world.otherProvider.post("/api/v1/webhooks", { url, events: everyEvent });
    const { id } = await make(everyEvent);
    const { deps } = server;
    const own = await anOffer(database.db, { providerId: world.providerId });
    const other = await anOffer(database.db, { providerId: world.otherProviderId });
    const first = await aPass(database.db, { offer: own, state: "pending" });
    const { recipientId } = first;
    const second = await aPass(database.db, { offer: other, recipientId, state: "pending" });
    for (const { id: offerId } of [own, other]) await issuePasses(deps, { offerId });
    const owed = await database
      .db("webhook_deliveries")
      .select<{ created_at: Date; next_attempt_at: Date }[]>("created_at", "next_attempt_at");
    expect(owed).to.have.length(2);
    for (const { created_at: at, next_attempt_at: next } of owed) {
      expect(at.getTime() % 3_600_000, "dated by the hour").to.equal(0);
      expect(next.getTime() - at.getTime(), "due at its end").to.equal(3_600_000);
    }
    server.deps.clock.set(owed[0]?.created_at ?? testNow);
    expect(await deliveries(id), "listed before the hour is over").to.deep.equal([]);
    server.deps.clock.set(testNow);
    for (const { serialNumber } of [first, second]) {
      await giveBack(deps, { recipientId, serialNumber });
    }
    await database.db("webhook_deliveries").update({ next_attempt_at: testNow });
    const sentTo = async (webhookId: string) => {
      received.length = 0;
      await deliverWebhook(deps, { webhookId });
      expect(received).to.have.length(2);
      return received
        .map(({ headers, body }) => `${String(headers["webhook-id"])} ${body}`)
        .join(" ");
    };
    const ids = (text: string) => new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
    const [ours, others] = [await sentTo(id), await sentTo(String(theirs.body["id"]))];
    expect([...ids(ours)].filter((each) => ids(others).has(each))).to.deep.equal([]);
    for (const secret of [recipientId, first.serialNumber, second.serialNumber]) {
      expect(ours + others).not.to.contain(secret);
    }
  });

  it("webhooks keep no ticket's id once the ticket is anonymised", async () => {
    await make(["ticket.issued"]);
    const offer = await anOffer(database.db, { providerId: world.providerId });
    const { serialNumber, recipientId } = await aPass(database.db, { offer, state: "pending" });
    await issuePasses(server.deps, { offerId: offer.id });
    await giveBack(server.deps, { recipientId, serialNumber });
    server.deps.clock.set(new Date(testNow.getTime() + 70 * 24 * 3_600_000));
    await anonymiseEndedPasses(server.deps);
    expect(await database.db("webhook_deliveries")).to.deep.equal([]);
    const ids = await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .pluck("provider_ticket_id");
    expect(ids).to.deep.equal([null]);
  });

  const signed = () => received.at(-1) as (typeof received)[0];
  const headersOf = (headers: IncomingHttpHeaders) => headers as Record<string, string>;
  const test = async (id: string) => {
    expect((await world.provider.post(`/api/v1/webhooks/${id}/test`)).status).to.equal(204);
    await deliverWebhook(server.deps, { webhookId: id });
  };

  it("webhooks are signed under both secrets for a day after a renewal", async () => {
    server.deps.clock.set(new Date());
    const { id, secret } = await make(["offer.approved"]);
    const renewed = await world.provider.post(`/api/v1/webhooks/${id}/renew-secret`);
    await test(id);
    expect(bodies()[0]).to.deep.include({ type: "webhook.test", data: {} });
    const { headers, body } = signed();
    expect(String(headers["webhook-signature"]).split(" ")).to.have.length(2);
    for (const each of [secret, String(renewed.body["secret"])]) {
      expect(new Webhook(each).verify(body, headersOf(headers))).to.include({
        type: "webhook.test",
      });
    }
    server.deps.clock.set(new Date(Date.now() + 24 * 3_600_000));
    await test(id);
    const later = headersOf(signed().headers);
    expect(later["webhook-signature"]?.split(" ")).to.have.length(1);
    const left = await database.db("webhooks").whereNotNull("previous_secret_sealed");
    expect(left).to.deep.equal([]);
  });

  it("webhooks can be signed by Ed25519, and never show the private key", async () => {
    const made = await world.provider.post("/api/v1/webhooks", {
      url,
      events: ["offer.approved"],
      signature: "v1a",
    });
    const id = String(made.body["id"]);
    expect(made.body["secret"]).to.equal(null);
    const renewed = await world.provider.post(`/api/v1/webhooks/${id}/renew-secret`);
    expect(made.text + renewed.text).not.to.contain("whsk_");
    await test(id);
    const { headers, body } = signed();
    const content = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const signatures = String(headers["webhook-signature"]).split(" ");
    const keys = [renewed, made].map(({ body: { publicKey } }) => {
      const raw = Buffer.from(String(publicKey).slice("whpk_".length), "base64");
      const key = { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") };
      return createPublicKey({ key, format: "jwk" });
    });
    for (const [at, key] of keys.entries()) {
      const [version, signature = ""] = signatures[at]?.split(",") ?? [];
      expect(version).to.equal("v1a");
      const bytes = Buffer.from(signature, "base64");
      expect(verify(null, Buffer.from(content), key, bytes)).to.equal(true);
      expect(verify(null, Buffer.from(`${content} `), key, bytes)).to.equal(false);
    }
  });

  it("webhooks stop when their receiver answers 410, and start by a test that it takes", async () => {
    const { id } = await make(["offer.approved"]);
    await anOpenOffer(world);
    await due();
    answer = 410;
    await deliverWebhook(server.deps, { webhookId: id });
    expect((await deliveries(id))[0]).to.include({
      state: "failed",
      attempts: 1,
      lastResult: "410",
    });
    const stopped = async () =>
      ((await world.provider.get("/api/v1/webhooks")).body["items"] as { stoppedAt: unknown }[])[0]
        ?.stoppedAt;
    expect(await stopped()).to.be.a("string");
    await anOpenOffer(world);
    expect(await deliveries(id)).to.have.length(1);
    answer = 204;
    await test(id);
    expect(await stopped()).to.equal(null);
    await anOpenOffer(world);
    expect(await deliveries(id)).to.have.length(3);
  });

  it("webhooks that were stopped stay so, whatever becomes of deliveries that were under way", async () => {
    const waiting: { end: (status: number) => void }[] = [];
    const slow = createServer((request, response) => {
      request.resume();
      waiting.push({ end: (status) => response.writeHead(status).end() });
    });
    slow.listen(0, "127.0.0.1");
    await once(slow, "listening");
    try {
      const target = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/hook`;
      const { body } = await world.provider.post("/api/v1/webhooks", {
        url: target,
        events: ["offer.approved"],
      });
      const id = String(body["id"]);
      for (let each = 0; each < 3; each += 1) await anOpenOffer(world);
      await due();
      const row = () => database.db("webhooks").where({ id }).first<{ stopped_at: Date | null }>();
      const until = async (reached: () => Promise<boolean> | boolean) => {
        while (!(await reached())) await row();
      };
      const delivered = deliverWebhook(server.deps, { webhookId: id });
      await until(() => waiting.length === 3);
      server.deps.clock.set(new Date(testNow.getTime() + 1000));
      waiting[0]?.end(410);
      await until(async () => (await row()).stopped_at !== null);
      waiting[1]?.end(204);
      waiting[2]?.end(500);
      await delivered;
      expect((await row()).stopped_at, "one that was taken was sent before").to.be.instanceOf(Date);
      const rows = await deliveries(id);
      expect(rows.map(({ state }) => state)).to.have.members(["failed", "delivered", "failed"]);
    } finally {
      slow.close();
      slow.closeAllConnections();
    }
  });

  it("webhooks wait as long as their receiver asks for, and no longer than a day", async () => {
    const { id } = await make(["offer.approved"]);
    await anOpenOffer(world);
    const nextAfter = async (header: string) => {
      await due();
      answer = 503;
      retryAfter = header;
      await deliverWebhook(server.deps, { webhookId: id });
      const [row] = await database
        .db("webhook_deliveries")
        .select<{ next_attempt_at: Date }[]>("next_attempt_at");
      return ((row?.next_attempt_at.getTime() ?? 0) - testNow.getTime()) / 1000;
    };
    expect(await nextAfter("7200")).to.equal(7200);
    expect(await nextAfter(new Date(testNow.getTime() + 9_000_000).toUTCString())).to.equal(9000);
    expect(await nextAfter("999999")).to.equal(86_400);
    expect(await nextAfter("soon")).to.be.within(7200, 8640);
  });

  it("webhooks send all of a time again", async () => {
    const { id } = await make(["offer.approved"]);
    for (let each = 0; each < 3; each += 1) await anOpenOffer(world);
    await due();
    await deliverWebhook(server.deps, { webhookId: id });
    const [first] = await deliveries(id);
    await database
      .db("webhook_deliveries")
      .where({ id: first?.["id"] as string })
      .update({ created_at: new Date(testNow.getTime() - 3_600_000) });
    received.length = 0;
    const range = (from: number, until: number) => ({
      from: new Date(testNow.getTime() + from).toISOString(),
      until: new Date(testNow.getTime() + until).toISOString(),
    });
    const address = `/api/v1/webhooks/${id}/deliveries/resend`;
    expect((await world.provider.post(address, range(0, 0))).status).to.equal(400);
    expect((await world.otherProvider.post(address, range(0, 1))).status).to.equal(404);
    const again = await world.provider.post(address, range(0, 1));
    expect(again.body).to.deep.equal({ deliveries: 2 });
    await deliverWebhook(server.deps, { webhookId: id });
    expect(received).to.have.length(2);
  });

  it("webhooks that the standardwebhooks package signs pass the guide's receiver", async () => {
    const guide = await readFile(
      new URL("../../../../docs/provider-api.md", import.meta.url),
      "utf8",
    );
    const [, code = ""] = /receiver\.mjs <<'END'\n(.*?)\nEND\n/s.exec(guide) ?? [];
    const { secret } = await make(["offer.approved"]);
    // A free port of the system's choice, which the receiver tells.
    const script = code.replace(
      /\.listen\(.*\);/,
      ".listen(0, '127.0.0.1', function () { console.log(this.address().port); });",
    );
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: { SECRET: secret },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [port] = (await once(child.stdout, "data")) as [Buffer];
      const body = JSON.stringify({ type: "offer.approved", data: { offerId: randomUUID() } });
      const ask = async (by: string[], at = new Date()) => {
        const signatures = by.map((each) => new Webhook(each).sign("id", at, body));
        const headers = {
          "webhook-id": "id",
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": signatures.join(" "),
        };
        const hook = `http://127.0.0.1:${port.toString().trim()}/`;
        return (await fetch(hook, { method: "POST", headers, body })).status;
      };
      const another = `whsec_${Buffer.alloc(32).toString("base64")}`;
      expect(await ask([secret])).to.equal(204);
      expect(await ask([another, secret])).to.equal(204);
      expect(await ask([another])).to.equal(401);
      expect(await ask([secret], new Date(Date.now() - 600_000))).to.equal(401);
    } finally {
      child.kill();
    }
  });

  it("leave none behind when there are more than go at once", async () => {
    const { id } = await make(["ticket.used"]);
    const offer = await anOffer(database.db, { providerId: world.providerId });
    await database.db.raw(
      `insert into webhook_deliveries (webhook_id, event, offer_id, next_attempt_at)
       select ?, 'ticket.used', ?, ? from generate_series(1, 70)`,
      [id, offer.id, testNow],
    );
    server.deps.enqueued.length = 0;
    await deliverWebhook(server.deps, { webhookId: id });
    expect(received).to.have.length(50);
    const payload = { webhookId: id };
    expect(server.deps.enqueued).to.deep.equal([{ name: "deliver-webhook", payload }]);
    await deliverWebhook(server.deps, payload);
    expect(received).to.have.length(70);
  });

  it("come again with the same id until taken, follow no redirect, and give up in the end", async () => {
    const { id } = await make(["offer.approved"]);
    await anOpenOffer(world);
    answer = 302;
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await due();
      await deliverWebhook(server.deps, { webhookId: id });
    }
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).to.equal(1);
    expect(received).to.have.length(8);
    const [failed] = await deliveries(id);
    expect(failed).to.include({ state: "failed", attempts: 8, lastResult: "302" });
    answer = 200;
    const again = `/api/v1/webhooks/${id}/deliveries/${String(failed?.["id"])}/resend`;
    expect((await world.otherProvider.post(again)).status).to.equal(404);
    expect((await world.provider.post(again)).status).to.equal(204);
    await deliverWebhook(server.deps, { webhookId: id });
    expect((await deliveries(id))[0]).to.include({ state: "delivered" });
  });

  it("webhooks are one provider's own, show their secret once, and can be removed", async () => {
    const { id, secret } = await make(["offer.approved"]);
    const list = await world.provider.get("/api/v1/webhooks");
    expect(list.text).to.contain(id).and.not.contain(secret);
    expect((await world.otherProvider.get("/api/v1/webhooks")).body["items"]).to.deep.equal([]);
    for (const place of [id, randomUUID()]) {
      const address = `/api/v1/webhooks/${place}`;
      expect((await world.otherProvider.get(`${address}/deliveries`)).status).to.equal(404);
      expect((await world.otherProvider.delete(address)).status).to.equal(404);
    }
    expect((await world.provider.delete(`/api/v1/webhooks/${id}`)).status).to.equal(204);
  });

  for (const address of [
    "http://tickets.example.no/hook",
    "https://localhost/hook",
    "https://10.1.2.3/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/hook",
    "https://[::ffff:10.0.0.1]/hook",
    "https://2130706433/hook",
    "https://db.internal/hook",
    "https://user:secret@tickets.example.no/hook",
    "file:///etc/passwd",
    "hook",
  ]) {
    it(`webhooks never go to ${address} in production`, () => {
      expect(webhookAddressFault(address, true)).to.be.a("string");
    });
  }

  it("webhooks may go to the public internet", () => {
    expect(webhookAddressFault("https://tickets.example.no/hook", true)).to.equal(undefined);
    expect(isPublicAddress("1.1.1.1")).to.equal(true);
    expect(isPublicAddress("2606:4700::1111")).to.equal(true);
  });

  it("webhooks are made, seen and sent again on pages that fit a phone and a desk", async () => {
    const context = await browser.open();
    const page = await context.newPage();
    await signInProvider(server, context, world.providerId);
    await page.goto(`${server.url}/provider/systems`);
    await page.getByRole("link", { name: "Varsler til systemet ditt" }).click();
    await page.getByLabel("Adresse").fill(url);
    await page.getByRole("button", { name: "Lag varsel" }).click();
    await page.getByText("Velg minst én hendelse.").waitFor();
    await expectSound(page);
    expect(await page.getByLabel("Adresse").inputValue()).to.equal(url);
    await page.getByLabel("Adresse").fill("ftp://elsewhere");
    await page.getByRole("checkbox", { name: "Et tilbud er godkjent", exact: true }).check();
    await page.getByRole("button", { name: "Lag varsel" }).click();
    await page.getByText("Skriv en adresse på det åpne nettet").waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count()).to.equal(1);
    await page.getByLabel("Adresse").fill(url);
    await page.getByRole("checkbox", { name: "Et tilbud er godkjent", exact: true }).check();
    await page.getByRole("button", { name: "Lag varsel" }).click();
    await page.getByRole("heading", { name: "Varselet er laget" }).waitFor();
    expect(await page.locator("code.secret").textContent()).to.match(/^whsec_.{40,}/);
    expect(await page.getByRole("button", { name: "Kopier" }).isVisible()).to.equal(true);
    await expectSound(page);
    await anOpenOffer(world);
    await page.getByRole("link", { name: "Til varslene" }).click();
    await page.getByRole("button", { name: "Send på nytt" }).click();
    await page.getByText("Beskjeden er på vei på nytt.").waitFor();
    await page.getByRole("button", { name: "Send en prøve" }).click();
    await page.getByText("Prøven er på vei.").waitFor();
    await database.db("webhooks").update({ stopped_at: testNow });
    await page.reload();
    await page.getByText("mottakeren svarte at adressen er borte").waitFor();
    await expectSound(page);
    await page.getByRole("button", { name: "Ny hemmelighet" }).click();
    await page.getByRole("heading", { name: "Hemmeligheten er byttet" }).waitFor();
    expect(await page.locator("code.secret").textContent()).to.match(/^whsec_.{40,}/);
    await page.getByRole("link", { name: "Til varslene" }).click();
    await page.getByRole("link", { name: "Til nøklene" }).click();
    await page.getByRole("heading", { name: "Systemer", level: 1 }).waitFor();
    await page.goto(`${page.url()}?lang=nn`);
    await page.getByRole("link", { name: "Varsel til systemet ditt" }).click();
    await page.getByRole("link", { name: "Til nøklane" }).click();
    await context.close();
  });
});
