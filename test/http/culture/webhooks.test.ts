import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import { webhookDeliveriesOf } from "../../../src/db/integrations/webhook-deliveries.ts";
import { webhookBody } from "../../../src/domain/integrations/webhook.ts";
import { officeEvents } from "../../../src/domain/integrations/webhook-events.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

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
      ...{ now: new Date("2100-01-01"), limit: 100 },
    });
    return deliveries.map(({ delivery }) => {
      const { type, data } = JSON.parse(webhookBody(delivery)) as { type: string; data: object };
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

  /** The pages of an officer of the municipalities. */
  async function pages(...culture: string[]) {
    const claims = { sub: "kari", name: "Kari", nav: [], culture };
    const cookie = `staff=${await staffSession(server.deps, claims)}`;
    const send = async (path: string, fields?: Record<string, string>) => {
      const body = fields && new URLSearchParams({ csrf: "token", ...fields });
      const answer = await fetch(server.url + path, {
        ...{ headers: { cookie }, redirect: "manual" as const },
        ...(body && { method: "POST", body }),
      });
      const location = answer.headers.get("location");
      return { status: answer.status, location, html: await answer.text() };
    };
    return { get: (path: string) => send(path), post: send };
  }
  const all = "/culture/webhooks";

  it("an officer makes, tries, renews, sends again and removes a webhook on the office's page", async () => {
    const officer = await pages("5025");
    expect((await officer.get("/culture")).html).to.contain(`href="${all}"`);
    const asked = { url, events: "offer.submitted" };
    const none = await officer.post(all, { url });
    expect(none.status).to.equal(400);
    expect(none.html).to.contain("Velg minst én hendelse.").and.contain(`value="${url}"`);
    expect((await officer.post(all, { ...asked, url: "ftp://elsewhere" })).html).to.contain(
      "Skriv en adresse på det åpne nettet",
    );
    const made = await officer.post(all, asked);
    expect(made.status).to.equal(200);
    expect(made.html).to.match(/whsec_.{40,}/);
    const { id } = await database.db("webhooks").first<{ id: string }>("id");
    const own = `${all}/${id}`;
    expect((await officer.post(`${own}/test`, {})).location).to.equal(`${all}?notice=tested`);
    const { html } = await officer.get(own);
    expect(html).to.contain("Prøve").and.contain("På vei");
    const resend = /action="([^"]+resend)"/.exec(html)?.[1] ?? "";
    expect((await officer.post(resend, {})).location).to.equal(`${all}?notice=resent`);
    expect((await officer.post(`${own}/renew-secret`, {})).html).to.match(/whsec_.{40,}/);
    const stranger = await pages("3430");
    expect((await stranger.get(all)).html).to.contain("Ingen varsler ennå.");
    expect((await stranger.get(own)).status).to.equal(404);
    for (const verb of ["test", "renew-secret", "remove"]) {
      expect((await stranger.post(`${own}/${verb}`, {})).status).to.equal(404);
    }
    expect((await stranger.post(resend, {})).status).to.equal(404);
    expect((await officer.post(`${own}/remove`, {})).location).to.equal(`${all}?notice=removed`);
    expect((await officer.get(own)).status).to.equal(404);
  });

  it("an officer of two municipalities says on the page of which the webhook is, and reads it there", async () => {
    const officer = await pages("5025", "3430");
    const asked = { url, events: "offer.submitted" };
    const refused = await officer.post(all, asked);
    expect(refused.status).to.equal(400);
    expect(refused.html).to.contain("Velg en kommune.");
    expect((await officer.post(all, { ...asked, municipality: "3430" })).status).to.equal(200);
    const { name } = await database
      .db("municipalities")
      .where({ number: "3430" })
      .first<{ name: string }>("name");
    expect((await officer.get(all)).html).to.match(new RegExp(`<p[^>]*>${name}</p>`));
    expect((await (await pages("5025")).get(all)).html).to.contain("Ingen varsler ennå.");
  });

  it("all that was sent is read page by page, on the page and over the API, each once", async () => {
    const id = String((await make(world.culture)).body["id"]);
    const count = 230;
    const created = new Date("2026-11-01T12:00:00Z");
    await database.db("webhook_deliveries").insert(
      Array.from({ length: count }, (_, n) => ({
        ...{ webhook_id: id, event: "webhook.test", next_attempt_at: created },
        // Many share a moment, as those of an hour do.
        created_at: new Date(created.getTime() + Math.floor(n / 40) * 3_600_000),
      })),
    );
    const path = `/api/v1/webhooks/${id}/deliveries`;
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const query: string = cursor === "" ? "" : `?cursor=${cursor}`;
      const { status, body } = await world.culture.get(path + query);
      expect(status).to.equal(200);
      seen.push(...(body["items"] as { id: string }[]).map((each) => each.id));
      cursor = body["nextCursor"] as string | null;
    }
    expect(seen).to.have.length(count);
    expect(new Set(seen).size).to.equal(count);
    expect((await world.culture.get(`${path}?limit=7`)).body["items"]).to.have.length(7);
    expect((await world.culture.get(`${path}?cursor=x`)).status).to.equal(400);

    const officer = await pages("5025");
    const shown: string[] = [];
    for (let next = all; next !== "";) {
      const { html } = await officer.get(next);
      const onPage = [...html.matchAll(/ action="[^"]+deliveries\/([\w-]+)\/resend"/g)].map(
        ([, one = ""]) => one,
      );
      // The page of all shows the latest, which the webhook's own page shows again.
      if (next !== all) shown.push(...onPage);
      else expect(onPage).to.deep.equal(seen.slice(0, 20));
      const older = /href="([^"]+\?cursor=[^"]+)"/.exec(html)?.[1] ?? "";
      next = next === all ? `${all}/${id}` : older;
    }
    expect(shown).to.deep.equal(seen);
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
