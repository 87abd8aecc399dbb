import { expect } from "chai";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { anOpenOffer, apiWorld } from "../../support/api-world.ts";
import { anOffer, aProvider } from "../../support/builders.ts";
import type { ApiClient } from "../../support/api-client.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";

describe("approved offers at the culture office", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();

  async function openPage() {
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    return context.newPage();
  }

  it("the office sees each running offer with its cost, pauses one, opens it again and closes it", async () => {
    const offer = await anOffer(database.db, {
      title: { nb: "Bassengkveld" },
      refundPerAdmissionOre: 9000,
      quota: 20,
    });
    const page = await openPage();
    await page.goto(`${server.url}/culture/running`);
    await page.getByText("0 av 20 billetter er delt ut.").waitFor();
    await page.getByText("Kostnaden så langt er for liten til å vises.").waitFor();
    await page.getByText(/Høyst: kr.1.800,00/).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Bassengkveld" }).click();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Sett på pause" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sett på pause" }).click();
    await page.getByText("Skriv til tilbyderen hvorfor").first().waitFor();
    await page.getByLabel("Hvorfor?").fill("Bassenget lekker.");
    await page.getByRole("button", { name: "Sett på pause" }).click();
    await page.getByText("Tilbudet er på pause.").waitFor();
    await page.getByText("Dere har skrevet til tilbyderen: Bassenget lekker.").waitFor();
    await page.getByRole("button", { name: "Åpne igjen" }).click();
    await page.getByText("Tilbudet er åpent igjen.").waitFor();
    await page.getByRole("link", { name: "Steng" }).click();
    await page.getByRole("heading", { name: "Stenge tilbudet?" }).waitFor();
    await page.getByLabel("Hvorfor?").fill("Det er tomt for penger.");
    await page.getByRole("button", { name: "Steng" }).click();
    await page.getByText("Tilbudet er stengt.").waitFor();
    expect(await page.getByLabel("Vis", { exact: true }).inputValue()).to.equal("ended");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Bassengkveld" }).click();
    await page.getByText("Færre enn fem besøk.").waitFor();
    expect(await page.getByRole("link", { name: "Steng" }).count()).to.equal(0);
    const { state } = await database
      .db("offers")
      .where({ id: offer.id })
      .first<{ state: string }>("state");
    expect(state).to.equal("closed");
    await page.context().close();
  });

  it("a provider sets complimentary tickets aside, the office hands one out by a link that shows once, and revokes it", async () => {
    const offer = await anOffer(database.db, { title: { nb: "Kveldsbad" } });
    const theirs = await browser.open({ viewport: { width: 390, height: 844 } });
    await signInProvider(server, theirs, offer.providerId);
    const provider = await theirs.newPage();
    await provider.goto(`${server.url}/provider/offers/${offer.id}`);
    await provider.getByRole("link", { name: "Fribilletter" }).click();
    await expectAccessible(provider);
    await provider.getByLabel("Hvor mange er satt av?").fill("mange");
    await provider.getByRole("button", { name: "Lagre antallet" }).click();
    await provider.getByRole("link", { name: "Skriv et tall fra 0 til 10000." }).waitFor();
    await provider.getByLabel("Hvor mange er satt av?").fill("2");
    await provider.getByRole("button", { name: "Lagre antallet" }).click();
    await provider.getByText("Antallet er lagret.").waitFor();

    const page = await openPage();
    await page.goto(`${server.url}/culture/running/${offer.id}`);
    await page.getByRole("link", { name: "Fribilletter" }).click();
    await page.getByLabel("Hvor mange billetter?").fill("3");
    await page.getByRole("button", { name: "Del ut" }).click();
    await page.getByRole("link", { name: "Det er 2 igjen av dem som er satt av." }).waitFor();
    await page.getByLabel("Hvor mange billetter?").fill("1");
    const key = await page.locator("input[name=key]").inputValue();
    const form = { csrf: "token", key, count: "1", form: "links" };
    const linkOf = async () => {
      const answer = await page.request.post(page.url(), { form });
      return /<code class="secret">([^<]+)</.exec(await answer.text())?.[1];
    };
    const first = await linkOf();
    expect(first).to.contain("/t/");
    expect(await linkOf(), "sent twice").to.equal(first);
    await page.getByRole("button", { name: "Del ut" }).click();
    await page.getByRole("heading", { name: "Lenken" }).waitFor();
    await expectAccessible(page);
    const link = (await page.locator("code.secret").textContent()) ?? "";
    expect((await fetch(server.url + new URL(link).pathname)).status).to.equal(200);
    await page.getByRole("link", { name: "Tilbake til fribilletter" }).click();
    const takeBack = page.getByRole("link", { name: /^Trekk tilbake/ }).first();
    await takeBack.waitFor();
    expect(await page.content()).not.to.contain(link);
    await expectAccessible(page);
    await takeBack.click();
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByRole("link", { name: "Velg minst én." }).waitFor();
    await page.getByLabel("Lenke 1: gyldig").check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Trekk tilbake" }).click();
    await page.getByText("1 billett er trukket tilbake.").waitFor();
    await page.context().close();

    await provider.reload();
    await provider.getByLabel("Hvor mange billetter?").fill("9");
    await provider.getByLabel("På papir, åtte på hvert ark").check();
    await provider.getByRole("button", { name: "Del ut" }).click();
    await provider.getByText("Billettene er klare til å skrives ut.").waitFor();
    await expectAccessible(provider);
    const [download] = await Promise.all([
      provider.waitForEvent("download"),
      provider.getByRole("button", { name: /^Skriv ut/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal("tickets.pdf");
    await theirs.close();
  });

  it("what the office has paused, its provider cannot open and is told why", async () => {
    const world = await apiWorld(server);
    const { provider, culture } = world;
    const address = `/api/v1/offers/${await anOpenOffer(world)}`;
    expect((await culture.post(`${address}/pause`)).body).to.include({ pausedByOffice: true });
    const refused = await provider.post(`${address}/resume`);
    expect(refused.status).to.equal(409);
    expect(refused.body["detail"]).to.equal(
      "The culture office has paused the offer; ask the office.",
    );
    const resumed = await culture.post(`${address}/resume`);
    expect(resumed.body).to.include({ state: "open", pausedByOffice: false });
  });

  it("the office keeps a pause of the provider's, and the provider reads why on the offer", async () => {
    const world = await apiWorld(server);
    const { provider, culture } = world;
    const address = `/api/v1/offers/${await anOpenOffer(world)}`;
    await provider.post(`${address}/pause`);
    const kept = await culture.post(`${address}/pause`, { reason: " Vi må snakke om prisen. " });
    expect(kept.body).to.include({ pausedByOffice: true, officeReason: "Vi må snakke om prisen." });
    expect((await provider.post(`${address}/resume`)).status).to.equal(409);
    expect((await culture.post(`${address}/pause`)).status).to.equal(409);
    expect((await provider.get(address)).body).to.include({
      officeReason: "Vi må snakke om prisen.",
    });
    const opened = await culture.post(`${address}/resume`);
    expect(opened.body).to.include({ state: "open" });
    expect(opened.body["officeReason"]).to.equal(undefined);
    const closed = await culture.post(`${address}/close`, { reason: "Slutt for i år." });
    expect(closed.body).to.include({ closedByOffice: true, officeReason: "Slutt for i år." });
  });

  for (const reason of ["  ", "Gjelder 15031710054", "a".repeat(1001)]) {
    it(`the office's reason is refused when it is “${reason.slice(0, 20)}”, and the offer stays open`, async () => {
      const world = await apiWorld(server);
      const address = `/api/v1/offers/${await anOpenOffer(world)}`;
      const refused = await world.culture.post(`${address}/close`, { reason });
      expect(refused.status).to.equal(400);
      expect((await world.culture.get(address)).body).to.include({ state: "open" });
    });
  }

  it("the API lists every offer of the office's providers with numbers and cost, also closed and past ones", async () => {
    const { culture, nav, provider, providerId } = await apiWorld(server);
    const { db } = database;
    const past = {
      from: new Date("2026-01-01T00:00:00Z"),
      until: new Date("2026-03-01T00:00:00Z"),
    };
    const terms = { providerId, refundPerAdmissionOre: 9000, companions: 1, quota: 20 };
    const used = await anOffer(db, { ...terms, validity: past });
    const small = await anOffer(db, { ...terms, state: "closed" });
    const door = await aDoor(db, providerId);
    for (const [offer, count] of [
      [used, 5],
      [small, 4],
    ] as const) {
      for (let each = 0; each < count; each++)
        await aUse(database.owner, { offer, door, admitted: 2 });
    }
    const listed = async (client: ApiClient) => {
      const { body } = await client.get("/api/v1/offers?limit=100");
      const items = body["items"] as { id: string; state: string; numbers?: object }[];
      return [used, small].map(({ id }) => items.find((item) => item.id === id));
    };
    const [shown, hidden] = await listed(culture);
    expect(shown?.numbers).to.deep.equal({
      fetched: 5,
      used: 5,
      admissions: 10,
      costSoFarOre: 90_000,
      costForecastOre: 90_000,
      costMostOre: 360_000,
    });
    expect(hidden).to.deep.include({ state: "closed" });
    expect(hidden?.numbers).to.deep.equal({
      fetched: null,
      used: null,
      admissions: null,
      costSoFarOre: null,
      costForecastOre: null,
      costMostOre: 360_000,
    });
    for (const other of [nav, provider]) {
      expect((await listed(other)).map((item) => item?.numbers)).to.deep.equal([
        undefined,
        undefined,
      ]);
    }
    const one = await culture.get(`/api/v1/offers/${used.id}`);
    expect(one.body["numbers"]).to.deep.include({ used: 5 });
  });

  it("office and provider read the uses of an offer with several dates day by day, the office without small counts", async () => {
    const { culture, provider, providerId } = await apiWorld(server);
    const sessions = ["2026-11-20", "2026-11-21", "2026-11-22"].map((day) => ({
      start: new Date(`${day}T18:00:00+01:00`),
      end: new Date(`${day}T20:00:00+01:00`),
    }));
    const validity = {
      from: new Date("2026-11-20T00:00:00+01:00"),
      until: new Date("2026-11-23T00:00:00+01:00"),
    };
    const offer = await anOffer(database.db, { providerId, sessions, validity, quota: 40 });
    const door = await aDoor(database.db, providerId);
    for (const [index, count] of [12, 9, 2].entries()) {
      const scannedAt = sessions[index]?.start ?? offer.validity.from;
      for (let each = 0; each < count; each++) {
        await aUse(database.owner, { offer, door, scannedAt });
      }
    }
    const days = ["2026-11-20", "2026-11-21", "2026-11-22"];
    const asked = await culture.get(`/api/v1/offers/${offer.id}`);
    expect(asked.body["numbers"]).to.deep.include({
      dates: [10, 5, null].map((used, index) => ({ day: days[index], used })),
    });
    const own = await provider.get(`/api/v1/offers/${offer.id}/statistics`);
    expect(own.body["dates"]).to.deep.equal(
      [12, 9, 2].map((used, index) => ({ day: days[index], used })),
    );
    const page = await openPage();
    await page.goto(`${server.url}/culture/running/${offer.id}`);
    const cells = await page.locator("main table td").allTextContents();
    expect(cells).to.deep.equal(["minst 10", "minst 5", "færre enn 5"]);
    await expectAccessible(page);
  });

  it("what the provider has paused, it opens again", async () => {
    const world = await apiWorld(server);
    const { provider } = world;
    const address = `/api/v1/offers/${await anOpenOffer(world)}`;
    expect((await provider.post(`${address}/pause`)).body).to.include({ pausedByOffice: false });
    expect((await provider.post(`${address}/resume`)).body).to.include({ state: "open" });
  });

  it("404 for the offer of another municipality's provider for its own children", async () => {
    const { id: providerId } = await aProvider(database.db, { municipality: "5026" });
    const { id } = await anOffer(database.db, { providerId, municipalities: ["5026"] });
    const page = await openPage();
    const answer = await page.goto(`${server.url}/culture/running/${id}`);
    expect(answer?.status()).to.equal(404);
    await page.context().close();
  });

  it("the database refuses an office's pause of an offer that is not paused", async () => {
    const { id } = await anOffer(database.db);
    const paused = database.db("offers").where({ id }).update({ paused_by_office: true });
    const code = (fault: unknown) => (fault as { code: string }).code;
    expect(await paused.then(() => "taken", code)).to.equal("23514");
  });
});
