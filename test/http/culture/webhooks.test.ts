import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import { webhookDeliveriesOf } from "../../../src/db/integrations/webhook-deliveries.ts";
import { officeEvents, webhookBody } from "../../../src/domain/integrations/webhook.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";

const url = "https://sak.example.no/hook";

describe("webhooks of a culture office", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });
  beforeEach(() => database.db("webhooks").delete());

  const make = (client: ApiClient, body: object = {}) =>
    client.post("/api/v1/webhooks", { url, events: [...officeEvents], ...body });
  /** Type and data of what the webhook is told of, the latest first. */
  async function told({ body }: Awaited<ReturnType<typeof make>>) {
    const webhook = {
      municipalities: ["5025", "3430"],
      ofOffice: true,
      webhookId: String(body["id"]),
    };
    const deliveries = await webhookDeliveriesOf(database.db, {
      ...webhook,
      at: new Date("2100-01-01"),
    });
    return deliveries.map((each) => {
      const { type, data } = JSON.parse(webhookBody(each)) as { type: string; data: object };
      return { type, data };
    });
  }

  it("a key of the office makes, tests, renews and removes webhooks of its municipality, unseen by NAV there", async () => {
    const made = await make(world.culture);
    expect(made.status, made.text).to.equal(201);
    expect(made.body).to.include({ municipality: "5025" });
    const address = `/api/v1/webhooks/${String(made.body["id"])}`;
    expect((await world.culture.get("/api/v1/webhooks")).body["items"]).to.have.length(1);
    expect((await world.culture.post(`${address}/test`)).status).to.equal(204);
    expect((await world.culture.get(`${address}/deliveries`)).body["items"]).to.have.length(1);
    expect((await world.culture.post(`${address}/renew-secret`)).status).to.equal(200);
    for (const stranger of [world.nav, world.otherCulture, world.provider]) {
      expect((await stranger.get("/api/v1/webhooks")).body["items"]).to.deep.equal([]);
      expect((await stranger.post(`${address}/test`)).status).to.equal(404);
      expect((await stranger.delete(address)).status).to.equal(404);
    }
    expect((await world.culture.delete(address)).status).to.equal(204);
  });

  it("an office of several municipalities says of which the webhook is, and of its own alone", async () => {
    const named = { municipalities: ["5025", "3430"], name: "test" };
    const { key } = await createApiKey(server.deps, { role: "culture", ...named });
    const both = apiClient(server, key);
    expect((await make(both)).body).to.have.nested.property("errors[0].path", "municipality");
    expect((await make(both, { municipality: "3430" })).body).to.include({ municipality: "3430" });
    expect((await make(world.culture, { municipality: "3430" })).status).to.equal(403);
  });

  for (const event of ["ticket.used", "ticket.returned", "message.failed", "offer.sold_out"]) {
    it(`an office cannot ask for ${event}`, async () => {
      const refused = await make(world.culture, { events: ["offer.submitted", event] });
      expect(refused.body).to.have.nested.property("errors[0].path", "events[1]");
    });
  }

  it("an office's system is told of an offer and of a change that waits, once each, and of none of another's", async () => {
    const [made, others] = [await make(world.culture), await make(world.otherCulture)];
    const address = await anOpenOffer(world).then((id) => `/api/v1/offers/${id}`);
    const offerId = address.split("/").at(-1);
    await world.provider.patch(address, { title: { nb: "Kveldskort" } });
    await world.provider.patch(address, { title: { nb: "Nattkort" } });
    expect(await told(made)).to.have.deep.members([
      { type: "offer.submitted", data: { offerId } },
      { type: "offer.change_submitted", data: { offerId } },
    ]);
    await world.culture.post(`${address}/return`, { reason: "Whose night?" });
    await world.provider.patch(address, { title: { nb: "Kveldskort" } });
    expect(await told(made), "sent again after the return").to.have.length(3);
    expect(await told(others)).to.deep.equal([]);
  });

  it("the systems of the offices that pay are told once that a month is stated, however many lines it has", async () => {
    const [made, others] = [await make(world.culture), await make(world.otherCulture)];
    const door = await aDoor(database.owner, world.providerId);
    const scannedAt = new Date("2026-12-10T12:00:00Z");
    for (let i = 0; i < 2; i += 1) {
      const paid = { providerId: world.providerId, refundPerAdmissionOre: 9000 };
      const offer = await anOffer(database.db, paid);
      const { id: recipientId } = await aRecipient(database.db);
      await aUse(database.owner, { offer, door, recipientId, scannedAt });
    }
    server.deps.clock.set(new Date("2027-02-15T12:00:00Z"));
    await stateSettlements(server.deps);
    expect(await told(made)).to.deep.equal([
      { type: "settlement.stated", data: { month: "2026-12" } },
    ]);
    expect(await told(others)).to.deep.equal([]);
  });

  it("the database refuses an office's webhook of what NAV or a provider is told", async () => {
    const row = {
      url,
      secret_sealed: Buffer.from(""),
      municipality_number: "5025",
      of_office: true,
    };
    const refused: unknown = await database
      .db("webhooks")
      .insert({ ...row, events: ["ticket.returned"] })
      .then(undefined, (error: unknown) => error);
    expect(refused).to.have.property("constraint", "webhooks_events_check");
  });
});
