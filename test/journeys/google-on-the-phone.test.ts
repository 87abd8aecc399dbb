import { expect } from "chai";
import type { Page } from "playwright-core";
import {
  expectAccessible,
  expectImagesLoaded,
  expectSound,
  useBrowser,
} from "../support/browser.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { openAsOfficer } from "../support/staff-page.ts";
import { useWholeService } from "../support/whole-service.ts";

describe("a ticket on a phone with Google Wallet", function () {
  this.timeout(60_000);
  let page: Page;
  // The page asks for news until it is closed: before what it asks is gone.
  after(() => page.context().close());
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();

  const saved = async () => {
    const { rows } = await database.db.raw<{ rows: { saved: boolean }[] }>(
      "select google_saved as saved from passes where google_saved is not null",
    );
    return rows.map((row) => row.saved);
  };
  const tickets = () => page.getByRole("article");

  before(async () => {
    page = await (await browser.open()).newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.goto(`${service.url}/sandbox/google`);
  });

  it("a ticket in Google Wallet is nowhere at first", async () => {
    expect(await tickets().count()).to.equal(0);
    await expectAccessible(page);
  });

  it("appears without a reload once it is saved, with its barcode and picture", async () => {
    await page.evaluate("globalThis.neverReloaded = true");
    const [claimUrl = ""] = service.demo.claimUrls;
    const holder = await (await browser.open()).newPage();
    await holder.goto(claimUrl);
    const ticket = holder.getByRole("article").first();
    await ticket.getByRole("link", { name: /Google Wallet/ }).click();
    await holder.getByRole("heading", { name: "Lagret" }).waitFor();
    await expectAccessible(holder);
    await holder.context().close();
    await tickets().first().waitFor();
    expect(await page.getByRole("img", { name: /Strekkode/ }).count()).to.equal(1);
    await expectImagesLoaded(page);
    expect(await tickets().locator("image").count()).to.equal(2);
    expect(await page.evaluate("globalThis.neverReloaded")).to.equal(true);
  });

  it("a ticket in Google Wallet fits a screen of 390 and of 1280 pixels and can be used by everyone", () =>
    expectSound(page));

  it("google 36: tells the service, which counts it for the officer as fewer than five", async () => {
    await eventually("the callback", async () => (await saved()).length === 1);
    expect(await saved()).to.deep.equal([true]);
    const officer = await (await browser.open()).newPage();
    await openAsOfficer(officer, `${service.url}/nav`);
    const card = officer.getByRole("listitem").filter({ hasText: "I Google Wallet" });
    expect(await card.count()).to.equal(1);
    expect(await card.textContent()).to.match(
      /I Google Wallet: færre enn 5 · Fjernet fra den: færre enn 5/,
    );
    await expectAccessible(officer);
    await officer.context().close();
  });

  it("a ticket in Google Wallet moves to the archive, greyed and without its barcode, when it ends", async () => {
    const id = await page.locator("p.id").textContent();
    const store = await fetch(`${service.url}/sandbox/google/cards`).then((each) => each.text());
    expect(store).to.contain(id);
    await database
      .db("passes")
      .whereNotNull("google_saved")
      .update({ state: "expired", ended_at: new Date() });
    const row = await database
      .db("passes")
      .whereNotNull("google_saved")
      .first<{ offer_id: string }>("offer_id");
    await service.deps.enqueue("sync-google", [{ offerId: row.offer_id }]);
    await page.getByText("Utløpt", { exact: true }).waitFor();
    expect(await page.getByRole("img", { name: /Strekkode/ }).count()).to.equal(0);
    await expectAccessible(page);
  });

  it("google 36: is removed with one button, which the service hears of, too", async () => {
    await page.getByRole("button", { name: /^Fjern/ }).click();
    await page.getByText("Ingen billetter er lagret ennå.").waitFor();
    await eventually("the callback", async () => (await saved())[0] === false);
    await expectAccessible(page);
  });
});
