import { expect } from "chai";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { anOpenOffer, apiWorld } from "../../support/api-world.ts";
import { anOffer, aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

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
    await page.getByText("Færre enn fem besøk så langt").waitFor();
    await page.getByText(/Høyst: kr.1.800,00/).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Bassengkveld" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sett på pause" }).click();
    await page.getByText("Tilbudet er på pause.").waitFor();
    await page.getByRole("button", { name: "Åpne igjen" }).click();
    await page.getByText("Tilbudet er åpent igjen.").waitFor();
    await page.getByRole("link", { name: "Steng" }).click();
    await page.getByRole("heading", { name: "Stenge tilbudet?" }).waitFor();
    await page.getByRole("button", { name: "Steng" }).click();
    await page.getByText("Tilbudet er stengt.").waitFor();
    const { state } = await database
      .db("offers")
      .where({ id: offer.id })
      .first<{ state: string }>("state");
    expect(state).to.equal("closed");
    await page.context().close();
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

  it("what the provider has paused, it opens again", async () => {
    const world = await apiWorld(server);
    const { provider } = world;
    const address = `/api/v1/offers/${await anOpenOffer(world)}`;
    expect((await provider.post(`${address}/pause`)).body).to.include({ pausedByOffice: false });
    expect((await provider.post(`${address}/resume`)).body).to.include({ state: "open" });
  });

  it("404 for the offer of another municipality's provider", async () => {
    const { id: providerId } = await aProvider(database.db, { municipality: "5026" });
    const { id } = await anOffer(database.db, { providerId });
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
