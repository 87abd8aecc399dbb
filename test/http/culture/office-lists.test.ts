import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { anOffer, aProvider, aTemplate } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

describe("a culture office with many offers and providers, on a phone", function () {
  this.timeout(120_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    const { db } = database;
    for (let i = 0; i < 60; i += 1) await aProvider(db, { name: `Idrettslag ${i}` });
    const { id: providerId } = await aProvider(db, { name: "Verket kino", state: "invited" });
    const template = await aTemplate(db, { providerId });
    const common = { providerId, templateId: template.id, templateVersion: 1 };
    for (let i = 0; i < 50; i += 1) {
      const states = ["open", "closed", "submitted"] as const;
      for (const state of states)
        await anOffer(db, { ...common, state, title: { nb: `Kveld ${i}` } });
    }
    await anOffer(db, { ...common, state: "paused", title: { nb: "Morgenbad" } });
    context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    page = await context.newPage();
  });
  after(() => context.close());

  for (const { path, items, first, all, search, found, other, none } of [
    {
      path: "/culture/running",
      items: ".offers > li",
      first: 24,
      all: "Side 1 av 3, 51 i alt",
      search: "morgenbad",
      found: "Morgenbad",
      other: "Stengt eller over",
      none: "Ingen funnet.",
    },
    {
      path: "/culture",
      items: ".offers > li",
      first: 24,
      all: "Side 1 av 3, 50 i alt",
      search: "verket 31",
      found: "Kveld 31",
      other: "Endringer",
      none: "Ingen funnet.",
    },
    {
      path: "/culture/providers",
      items: "tbody tr",
      first: 50,
      all: "Side 1 av 2, 61 i alt",
      search: "verket",
      found: "Verket kino",
      other: "Stansede",
      none: "Ingen funnet.",
    },
  ]) {
    it(`${path} is shown in pages, and searched and narrowed by keyboard`, async () => {
      const shown = () => page.locator(items).count();
      await page.goto(server.url + path);
      expect(await shown()).to.equal(first);
      await page.getByText(all).waitFor();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Neste" }).press("Enter");
      await page.getByText(all.replace("Side 1", "Side 2")).waitFor();
      await page.getByLabel("Søk").pressSequentially(search);
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name: found, exact: true }).waitFor();
      expect(await shown()).to.equal(1);
      await page.getByLabel("Vis", { exact: true }).selectOption(other);
      await page.getByLabel("Vis", { exact: true }).press("Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText(none).waitFor();
      expect(await shown()).to.equal(0);
      await expectAccessible(page);
    });
  }

  it("an office whose municipality has nothing yet reads what will stand in each list", async () => {
    const claims = { sub: "ola", name: "Ola", nav: [], culture: ["5026"] };
    const value = await staffSession(server.deps, claims);
    for (const [path, text] of [
      ["/culture/running", "Ingen godkjente tilbud er i gang."],
      ["/culture", "Ingen tilbud venter."],
      ["/culture/providers", "Ingen tilbydere ennå."],
    ] as const) {
      const answer = await fetch(server.url + path, { headers: { cookie: `staff=${value}` } });
      expect(await answer.text(), path).to.contain(text);
    }
  });
});
