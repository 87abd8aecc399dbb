import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Webhook } from "standardwebhooks";
import { deliverWebhook } from "../../../src/actions/integrations/deliver-webhook.ts";
import { createWebhook } from "../../../src/actions/integrations/create-webhook.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { webhooksOf } from "../../../src/db/integrations/webhooks.ts";
import { isPublicAddress, webhookAddressFault } from "../../../src/wallets/ssrf-guard.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { expectSound, useBrowser } from "../../support/browser.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("webhooks", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let world: ApiWorld;
  let receiver: Server;
  let url: string;
  let answer = 204;

  before(async () => {
    world = await apiWorld(server);
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (piece: Buffer) => (body += piece.toString()));
      request.on("end", () => {
        received.push({ headers: request.headers, body });
        response.writeHead(answer, { location: "http://127.0.0.1/elsewhere" }).end();
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
      return (await webhooksOf(database.db, world.providerId)).length;
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
        "createdAt",
        "data",
      ]);
      expect(body).not.to.contain(serialNumber);
      expect(body).not.to.contain(recipientId);
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
    await page.getByRole("checkbox", { name: "Et tilbud er godkjent" }).check();
    await page.getByRole("button", { name: "Lag varsel" }).click();
    await page.getByText("Skriv en adresse på det åpne nettet").waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count()).to.equal(1);
    await page.getByLabel("Adresse").fill(url);
    await page.getByRole("checkbox", { name: "Et tilbud er godkjent" }).check();
    await page.getByRole("button", { name: "Lag varsel" }).click();
    await page.getByRole("heading", { name: "Varselet er laget" }).waitFor();
    expect(await page.locator("code.secret").textContent()).to.match(/^whsec_.{40,}/);
    expect(await page.getByRole("button", { name: "Kopier" }).isVisible()).to.equal(true);
    await expectSound(page);
    await anOpenOffer(world);
    await page.getByRole("link", { name: "Til varslene" }).click();
    await page.getByRole("button", { name: "Send på nytt" }).click();
    await page.getByText("Beskjeden er på vei på nytt.").waitFor();
    await expectSound(page);
    await page.getByRole("link", { name: "Til nøklene" }).click();
    await page.getByRole("heading", { name: "Systemer", level: 1 }).waitFor();
    await page.goto(`${page.url()}?lang=nn`);
    await page.getByRole("link", { name: "Varsel til systemet ditt" }).click();
    await page.getByRole("link", { name: "Til nøklane" }).click();
    await context.close();
  });
});
