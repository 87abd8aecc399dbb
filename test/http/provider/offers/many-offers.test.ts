import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { expectAccessible, useBrowser } from "../../../support/browser.ts";
import { anOffer, aProvider, aTemplate, aTemplateDefinition } from "../../../support/builders.ts";
import { proposeChange } from "../../../support/approved-change.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("a provider with many offers, on a phone", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let providerId: string;
  let common: { providerId: string; templateId: string; templateVersion: number };
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    const { db } = database;
    providerId = (await aProvider(db)).id;
    const template = await aTemplate(db, { providerId });
    common = { providerId, templateId: template.id, templateVersion: 1 };
    for (let i = 0; i < 300; i += 1) {
      await anOffer(db, {
        ...common,
        title: { nb: `Kveld ${i}` },
        state: i % 3 === 0 ? "closed" : i % 3 === 1 ? "open" : "draft",
      });
    }
    context = await browser.open({ viewport: { width: 390, height: 844 } });
    await signInProvider(server, context, providerId);
    page = await context.newPage();
  });
  after(() => context.close());

  const cards = () => page.locator(".offers > li").count();

  it("300 offers are shown in pages, searched, and those that are closed stand in the archive", async () => {
    await page.goto(`${server.url}/provider`);
    expect(await cards()).to.equal(24);
    await page.getByText("Side 1 av 9, 200 i alt").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Neste" }).click();
    await page.getByText("Side 2 av 9").waitFor();
    await page.getByLabel("Søk").fill("kveld 299");
    await page.getByRole("button", { name: "Vis" }).click();
    expect(await cards()).to.equal(1);
    await page.getByLabel("Vis", { exact: true }).selectOption("Arkiv: stengt eller over");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText("Ingen funnet.").waitFor();
    await page.getByLabel("Søk").fill("");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByText("Side 1 av 5, 100 i alt").waitFor();
  });

  it("a copy has the terms of its offer, and no day of an event", async () => {
    const start = new Date("2027-01-16T19:00:00+01:00");
    const end = new Date("2027-01-16T22:00:00+01:00");
    const { id } = await anOffer(database.db, {
      ...common,
      title: { nb: "Vinterkonsert" },
      quota: 37,
      event: { start, end },
      validity: { from: start, until: end },
    });
    await page.goto(`${server.url}/provider/offers/${id}`);
    await page.getByRole("link", { name: "Kopier" }).click();
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Vinterkonsert");
    const event = page.locator(".for-event");
    expect(await event.getByLabel("Begynner").inputValue()).to.equal("19:00");
    expect(await event.getByLabel("Dag", { exact: true }).inputValue()).to.equal("");
    await event.getByLabel("Dag", { exact: true }).fill("2027-02-06");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tilbudet er lagret.").waitFor();
    const made = await database.db("offers").where({ title: { nb: "Vinterkonsert" } });
    expect(
      made.map(({ quota, state }: { quota: number; state: string }) => [quota, state]),
    ).to.have.deep.members([
      [37, "open"],
      [37, "draft"],
    ]);
  });

  it("what was typed is there again after a detour to the templates and Back, until it is saved", async () => {
    const form = `${server.url}/provider/offers/new?activity=museum`;
    await page.goto(form);
    await page.getByLabel("Navn på billetten").fill("Kveld på museet");
    await page.getByLabel("Antall billetter i alt").fill("12");
    await page.goto(`${server.url}/provider/templates`);
    await page.goBack();
    await page.getByText("Det du hadde skrevet, er hentet fram igjen.").waitFor();
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Kveld på museet");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Tilbudet er lagret.").waitFor();
    await page.goto(form);
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Inngang til museet");
    expect(await page.getByText("Det du hadde skrevet").isVisible()).to.equal(false);
  });

  it("what was typed for one activity does not stand in the form of another", async () => {
    await page.goto(`${server.url}/provider/offers/new?activity=ski_day`);
    await page.getByLabel("Navn på billetten").fill("Dagskort alpin");
    await page.goto(`${server.url}/provider/offers/new?activity=ski_season`);
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Sesongkort");
    const unlimited = page.getByRole("radio", { name: "Så mange ganger man vil" });
    expect(await unlimited.isChecked()).to.equal(true);
  });

  it("dates and closed days beyond the rows of a new form are there again after a detour", async () => {
    const form = `${server.url}/provider/offers/new?activity=museum`;
    const days = ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"];
    const fill = async (name: string, first: number, last: number) => {
      for (let i = first; i < last; i += 1) {
        await page
          .locator(`[name=${name}]`)
          .nth(i)
          .fill(days[i] ?? "");
      }
    };
    const valuesOf = async (name: string) =>
      Promise.all((await page.locator(`[name=${name}]`).all()).map((field) => field.inputValue()));
    await page.goto(form);
    await fill("closedFrom", 0, 2);
    await page.getByLabel("På flere bestemte tider").check();
    await fill("sessionDate", 0, 3);
    await page.locator("[name=sessionStart]").nth(2).fill("18:00");
    await page.getByRole("button", { name: "Lagre" }).click();
    await fill("sessionDate", 3, 4);
    await page.getByLabel("I en periode").check();
    await fill("closedFrom", 2, 3);
    await page.getByLabel("På flere bestemte tider").check();
    await page.getByRole("button", { name: "Lagre" }).click();
    await fill("sessionDate", 4, 5);
    await page.locator("[name=sessionStart]").nth(4).fill("19:00");
    await page.goto(`${server.url}/provider/templates`);
    await page.goto(form);
    await page.getByText("Det du hadde skrevet, er hentet fram igjen.").waitFor();
    expect(await valuesOf("sessionDate")).to.deep.equal(days);
    expect(await valuesOf("closedFrom")).to.include.members(days.slice(0, 3));
    expect(await valuesOf("sessionStart")).to.deep.equal(["", "", "18:00", "", "19:00"]);
    const row = page.getByRole("group", { name: "Tid 5", exact: true });
    expect(await row.getByLabel("Begynner").inputValue()).to.equal("19:00");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Start på nytt" }).click();
    await page.getByText("Det du hadde skrevet").waitFor({ state: "hidden" });
  });

  it("what was sent without a connection is there again after Back", async () => {
    const form = `${server.url}/provider/offers/new?activity=museum`;
    await page.goto(form);
    await page.getByLabel("Navn på billetten").fill("Søndag på museet");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.waitForURL("chrome-error://chromewebdata/");
    await context.setOffline(false);
    await page.goBack();
    await page.getByText("Det du hadde skrevet, er hentet fram igjen.").waitFor();
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Søndag på museet");
    await page.getByRole("button", { name: "Start på nytt" }).click();
    await page.getByText("Det du hadde skrevet").waitFor({ state: "hidden" });
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Inngang til museet");
  });

  it("what was typed before another changed the offer does not replace that change unseen", async () => {
    const offer = await anOffer(database.db, { ...common, state: "draft" });
    const form = `${server.url}/provider/offers/${offer.id}/edit`;
    await page.goto(form);
    await page.getByLabel("Navn på billetten").fill("Skrevet først");
    await page.goto(`${server.url}/provider`);
    await proposeChange(server.deps, offer, { quota: 44 });
    await page.goto(form);
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal("Skrevet først");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Noen andre har endret tilbudet mens du skrev.").first().waitFor();
    const row = await database.db("offers").where({ id: offer.id }).first<{ quota: number }>();
    expect(row.quota).to.equal(44);
  });

  it("80 templates are shown in pages and searched, and one is copied", async () => {
    for (let i = 0; i < 80; i += 1) {
      const definition = { ...aTemplateDefinition, name: { nb: `Mal ${i}` } };
      await aTemplate(database.db, { providerId, definition });
    }
    await page.goto(`${server.url}/provider/templates`);
    await page.getByText("Side 1 av 4, 81 i alt").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Søk").fill("mal 79");
    await page.getByRole("button", { name: "Vis" }).click();
    await page.getByRole("link", { name: /^Kopier.*Mal 79$/ }).click();
    const name = page.getByRole("textbox", { name: "Malens navn", exact: true });
    expect(await name.inputValue()).to.equal("Mal 79");
  });
});
