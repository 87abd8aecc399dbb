import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { declineOffer } from "../../../src/actions/offers/decline-offer.ts";
import { municipalityNames } from "../../../src/db/municipalities.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOpenOffer, apiWorld } from "../../support/api-world.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { proposeChange } from "../../support/approved-change.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { aMunicipality, anOffer, aPass, aProvider, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("an offer for several municipalities at the culture offices that pay for it", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  const both = ["5025", "5026"];

  const office = async (...municipalities: string[]) => {
    for (const number of municipalities) await aMunicipality(database.db, number);
    const owner = { role: "culture", municipalities, name: "test" } as const;
    return apiClient(server, (await createApiKey(server.deps, owner)).key);
  };
  const pageFor = async (municipality: string, path: string) => {
    const claims = { sub: "kari", name: "Kari", nav: [], culture: [municipality] };
    const Cookie = `staff=${await staffSession(server.deps, claims)}`;
    return (await fetch(`${server.url}${path}`, { headers: { Cookie } })).text();
  };
  const actor = (municipality: string): Actor => ({
    role: "culture",
    id: `office ${municipality}`,
    municipalities: [municipality],
  });

  /** An offer of a provider of 5025 for both, used by seven children of 5025 and five, each with one more, of 5026. */
  async function aSharedOffer(terms: Partial<Offer> = {}) {
    const { db } = database;
    const { id: providerId } = await aProvider(db);
    const offer = await anOffer(db, {
      providerId,
      municipalities: both,
      title: { nb: "Kveldsski" },
      refundPerAdmissionOre: 9_000,
      companions: 1,
      quota: 20,
      ...terms,
    });
    const door = await aDoor(db, providerId);
    const use = async (municipality: string, admitted: number) => {
      const { id: recipientId } = await aRecipient(db, { municipality });
      await aUse(database.owner, { offer, door, recipientId, admitted });
    };
    for (let each = 0; each < 7; each++) await use("5025", 1);
    for (let each = 0; each < 5; each++) await use("5026", 2);
    return offer;
  }

  type Numbers = Record<string, number | null>;
  /** The numbers in the list, which are those of the offer's own answer, too. */
  async function numbersFor(client: ApiClient, { id }: Offer): Promise<Numbers | undefined> {
    const { body } = await client.get("/api/v1/offers?limit=200");
    const items = body["items"] as { id: string; numbers: Numbers }[];
    const listed = items.find((item) => item.id === id)?.numbers;
    const one = await client.get(`/api/v1/offers/${id}`);
    expect(one.body["numbers"]).to.deep.equal(listed);
    return listed;
  }

  for (const [what, terms, anonymised] of [
    ["by the offer's rate", {}, false],
    ["by the view that holds the caps", { refundCapOre: 10_000_000 }, false],
    ["once the tickets are anonymised", { refundPer: "ticket" }, true],
  ] as const) {
    it(`each office reads the numbers of its own municipality alone, ${what}`, async () => {
      const offer = await aSharedOffer(terms);
      if (anonymised) {
        const rows = await database.owner("passes").where({ offer_id: offer.id });
        const serials = (rows as { serial_number: string }[]).map((row) => row.serial_number);
        await database.owner.raw("select anonymise_passes(?::text[], now())", [serials]);
      }
      const perTicket = "refundPer" in terms;
      const [here, there] = [await office("5025"), await office("5026")];
      expect(await numbersFor(here, offer)).to.include({
        ...{ fetched: 5, used: 5, admissions: 5, costSoFarOre: 45_000 },
      });
      expect(await numbersFor(there, offer)).to.include({
        ...{ fetched: 5, used: 5, admissions: 10 },
        costSoFarOre: perTicket ? 45_000 : 90_000,
        costMostOre: perTicket ? 180_000 : 360_000,
      });
      expect(await numbersFor(await office(...both), offer)).to.include({
        ...{ fetched: 10, used: 10, admissions: 15 },
        costSoFarOre: perTicket ? 90_000 : 135_000,
      });
      expect(await numbersFor(await office("3430"), offer)).to.equal(undefined);
    });
  }

  it("an office that only pays reads what holds, and neither stops, decides nor hands out", async () => {
    const offer = await aSharedOffer();
    await proposeChange(server.deps, offer, { title: { nb: "Nattski" } });
    const [here, there] = [await office("5025"), await office("5026")];
    const address = `/api/v1/offers/${offer.id}`;
    expect((await here.get(address)).body).to.include.keys("pendingChange", "warnings");
    const { body: shown, headers } = await there.get(address);
    expect(headers.get("etag")).to.equal(`"${String(shown["revision"])}"`);
    expect(shown).to.include({ state: "open", quota: 20 });
    expect(shown).not.to.have.any.keys("pendingChange", "warnings", "textExceptions", "review");
    const revision = String(shown["revision"]);
    for (const [verb, body] of [
      ["approve", { revision }],
      ["return", { reason: "Nei." }],
      ["pause", {}],
      ["close", {}],
      ["resume", undefined],
      ["complimentary", { count: 1 }],
    ] as const) {
      expect((await there.post(`${address}/${verb}`, body)).status, verb).to.equal(404);
    }
    expect((await there.get(`${address}/complimentary`)).status).to.equal(404);
    const reviews = await there.get("/api/v1/reviews?limit=200");
    expect(JSON.stringify(reviews.body)).not.to.contain(offer.id);
  });

  for (const state of ["draft", "submitted", "returned"] as const) {
    it(`404 for the ${state} offer of another office's provider`, async () => {
      const { id } = await anOffer(database.db, { municipalities: both, state });
      expect((await (await office("5026")).get(`/api/v1/offers/${id}`)).status).to.equal(404);
    });
  }

  it("what an office has declined is allocated to none of its children until it takes that back", async () => {
    const world = await apiWorld(server);
    await aRecipient(database.db, { municipality: "5026" });
    const id = await anOpenOffer(world, { municipalities: both });
    const nav = apiClient(
      server,
      (await createApiKey(server.deps, { role: "nav", municipalities: ["5026"], name: "test" }))
        .key,
    );
    const [here, there] = [await office("5025"), await office("5026")];
    const address = `/api/v1/offers/${id}`;
    const open = async () => {
      const { body } = await nav.get("/api/v1/offers?open=true&limit=200");
      return (body["items"] as { id: string }[]).some((item) => item.id === id);
    };
    const allocated = async (client: ApiClient, municipality: string) => {
      const { reference } = await aRecipient(database.db, { municipality });
      const items = [{ recipient: reference, offerId: id }];
      const { body } = await client.post("/api/v1/allocations", { items });
      return (body["items"] as { status: string; reason?: string }[])[0];
    };
    expect(await open()).to.equal(true);
    const declined = await there.post(`${address}/decline`, { municipality: "5026" });
    expect(declined.body["declinedIn"]).to.deep.equal(["5026"]);
    expect((await world.provider.get(address)).body["declinedIn"]).to.deep.equal(["5026"]);
    const again = await there.post(`${address}/decline`, { municipality: "5026" });
    expect(again.status).to.equal(200);
    expect(await open()).to.equal(false);
    expect(await allocated(nav, "5026")).to.deep.include({ reason: "offer_declined" });
    expect(await allocated(world.nav, "5025")).to.include({ status: "allocated" });
    const refused = await here.post(`${address}/decline/undo`, { municipality: "5026" });
    expect(refused.status).to.equal(400);
    expect((await there.post(`${address}/decline`, { municipality: "3430" })).status).to.equal(400);
    const undone = await there.post(`${address}/decline/undo`, { municipality: "5026" });
    expect(undone.body["declinedIn"]).to.equal(undefined);
    expect(await open()).to.equal(true);
    expect(await allocated(nav, "5026")).to.include({ status: "allocated" });
    await here.post(`${address}/close`, {});
    const over = await there.post(`${address}/decline`, { municipality: "5026" });
    expect(over.body["code"]).to.equal("illegal_state");
  });

  it("a ticket that was out keeps its validity, and moves to a new phone", async () => {
    const offer = await anOffer(database.db, { municipalities: both });
    const { id: recipientId } = await aRecipient(database.db, { municipality: "5026" });
    const { serialNumber } = await aPass(database.db, { offer, recipientId });
    await declineOffer(server.deps, {
      ...{ actor: actor("5026"), offerId: offer.id, municipality: "5026" },
    });
    const nav = apiClient(
      server,
      (await createApiKey(server.deps, { role: "nav", municipalities: ["5026"], name: "test" }))
        .key,
    );
    expect((await nav.post(`/api/v1/passes/${serialNumber}/replace`)).status).to.equal(201);
  });

  describe("an allocation that begins while an office declines", () => {
    /** What the allocation answers when the refusal is committed while it waits, or would. */
    async function outcome(db: typeof database.db) {
      const offer = await anOffer(database.db, { municipalities: both });
      const { reference } = await aRecipient(database.db, { municipality: "5026" });
      const trx = await database.db.transaction();
      await trx("offers")
        .where({ id: offer.id })
        .update({ declined_in: ["5026"] });
      const items = [{ recipient: reference, offerId: offer.id }];
      const nav: Actor = { role: "nav", id: "nora", municipalities: ["5026"] };
      const running = allocate({ ...server.deps, db }, { actor: nav, items }).then(
        (done) => done.items[0]?.reason ?? done.outcome,
        (error: unknown) => (error as { constraint?: string }).constraint,
      );
      await eventually("the allocation waits", async () => {
        const { rows } = await database.owner.raw<{ rows: unknown[] }>(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      await trx.commit();
      return running;
    }

    it("is refused as if it came later", async () => {
      expect(await outcome(database.db)).to.equal("offer_declined");
    });

    it("is stopped by the database alone where it takes no lock (negative control)", async () => {
      const db = connectWithoutLocks(database.url);
      try {
        expect(await outcome(db)).to.equal("municipality_declined");
      } finally {
        await db.destroy();
      }
    });
  });

  it("an office that approves for others alone reads who pays, and no numbers of its own", async () => {
    for (const number of ["3430", "5026"]) await aMunicipality(database.db, number);
    const offer = await anOffer(database.db, {
      ...{ municipalities: ["3430", "5026"], refundPerAdmissionOre: 9_000 },
    });
    const names = await municipalityNames(database.db);
    const payers = ["3430", "5026"].map((number) => names.get(number) ?? "").sort();
    const text = await pageFor("5025", `/culture/running/${offer.id}`);
    expect(text).to.match(
      new RegExp(`betales av (${payers.join(" og ")}|${payers.reverse().join(" og ")})\\.`),
    );
    expect(text).to.contain("Høyst").and.not.contain("barn i .").and.not.match(/besøk/);
  });

  it("what an office declined over the API of an offer for its municipality alone is opened again on its page", async () => {
    const { id } = await anOffer(database.db, { municipalities: ["5025"] });
    const path = `/culture/running/${id}`;
    expect(await pageFor("5025", path)).not.to.contain("Steng for barn i");
    const here = await office("5025");
    await here.post(`/api/v1/offers/${id}/decline`, { municipality: "5025" });
    expect(await pageFor("5025", path)).to.contain("Åpne igjen for barn i");
  });

  it("the database refuses to decline an offer for a municipality that it does not name", async () => {
    const { id } = await anOffer(database.db);
    const declined = database
      .db("offers")
      .where({ id })
      .update({ declined_in: ["3430"] });
    const constraint = (fault: unknown) => (fault as { constraint: string }).constraint;
    expect(await declined.then(() => "taken", constraint)).to.equal("declined_is_named");
  });

  it("on a phone an office finds the offer of another's provider, declines it with one press, and takes that back", async () => {
    const offer = await aSharedOffer({ title: { nb: "Skidag for alle" } });
    const names = await municipalityNames(database.db);
    const [hereName = "", thereName = ""] = both.map((number) => names.get(number));
    const visit = async (municipality: string) => {
      const context = await browser.open({ viewport: { width: 390, height: 844 } });
      const claims = { sub: "kari", name: "Kari", nav: [], culture: [municipality] };
      const value = await staffSession(server.deps, claims);
      await context.addCookies([{ name: "staff", value, url: server.url }]);
      return context.newPage();
    };
    const page = await visit("5026");
    await page.goto(`${server.url}/culture/running`);
    await page.getByLabel("Søk").fill("skidag");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText(`Godkjent av kulturkontoret i ${hereName}`).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Skidag for alle" }).click();
    await page.getByText(/Minst 5 besøk, minst 10 sluppet inn/).waitFor();
    expect(
      await page.getByRole("link", { name: /^(Steng|Sett på pause|Fribilletter)$/ }).count(),
    ).to.equal(0);
    await page.getByRole("button", { name: `Steng for barn i ${thereName}` }).click();
    await page.getByText("Tilbudet er stengt for barn i kommunen.").waitFor();
    await expectAccessible(page);
    const home = await visit("5025");
    await home.goto(`${server.url}/culture/running/${offer.id}`);
    await home.getByText(`Kulturkontoret i ${thereName} har stengt tilbudet`).waitFor();
    await home.getByText(/Minst 5 besøk, minst 5 sluppet inn/).waitFor();
    await expectAccessible(home);
    await page.getByRole("button", { name: `Åpne igjen for barn i ${thereName}` }).click();
    await page.getByText("Tilbudet er åpent for barn i kommunen igjen.").waitFor();
    const pause = await page.goto(`${server.url}/culture/running/${offer.id}/pause`);
    expect(pause?.status()).to.equal(404);
    await page.context().close();
    await home.context().close();
  });
});
