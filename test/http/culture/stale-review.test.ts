import { expect } from "chai";
import { staffSession } from "../../support/sessions.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("an approval of what has changed meanwhile", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  async function submitted(): Promise<string> {
    const { provider, offerBody } = world;
    const { body } = await provider.post("/api/v1/offers", offerBody);
    const address = `/api/v1/offers/${String(body["id"])}`;
    await provider.post(`${address}/submit`);
    return address;
  }

  async function changeBehindTheOfficersBack(address: string): Promise<void> {
    const { provider, culture } = world;
    await culture.post(`${address}/return`, { reason: "Too few." });
    await provider.patch(address, { quota: 100_000, refundPerAdmissionOre: 9_000_000 });
    await provider.post(`${address}/submit`);
  }

  it("a stale approval opens nothing from the old page, which then shows what is new", async () => {
    const address = await submitted();
    const context = await browser.open();
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    const page = await context.newPage();
    await page.goto(server.url + address.replace("/api/v1", "/culture"));
    await changeBehindTheOfficersBack(address);

    const answered = page.waitForResponse((response) => response.url().endsWith("/approve"));
    await page.getByRole("button", { name: "Godkjenn" }).click();
    expect((await answered).status()).to.equal(409);
    await page.getByRole("alert").getByText("Tilbudet er endret siden du åpnet det").waitFor();
    await page.getByText("100 000 dagskort").waitFor();
    await expectAccessible(page);
    expect((await world.culture.get(address)).body["state"]).to.equal("submitted");

    await page.getByRole("button", { name: "Godkjenn" }).click();
    await page.getByText("Tilbudet er godkjent og åpent.").waitFor();
    expect((await world.culture.get(address)).body).to.include({
      state: "open",
      approvedQuota: 100_000,
    });
    await context.close();
  });

  it("a stale approval opens nothing over the API for a system that names what it saw", async () => {
    const address = await submitted();
    const revision = (await world.culture.get(address)).body["revision"];
    await changeBehindTheOfficersBack(address);
    const refused = await world.culture.post(`${address}/approve`, { revision });
    expect(refused.status).to.equal(409);
    expect(refused.body["code"]).to.equal("conflict");
    expect(refused.body["changed"]).to.deep.equal([
      { path: "quota", current: 100_000 },
      { path: "refund", current: { per: "admission", ore: 9_000_000 } },
    ]);
    const seen = (await world.culture.get(address)).body;
    expect(seen["state"]).to.equal("submitted");
    const opened = await world.culture.post(`${address}/approve`, { revision: seen["revision"] });
    expect(opened.body["state"]).to.equal("open");
  });

  it("a stale approval opens for a system that names nothing, as before", async () => {
    const address = await submitted();
    await changeBehindTheOfficersBack(address);
    expect((await world.culture.post(`${address}/approve`)).body["state"]).to.equal("open");
  });
});
