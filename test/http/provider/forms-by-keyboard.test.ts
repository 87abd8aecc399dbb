import { expect } from "chai";
import type { Page } from "playwright-core";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { activities } from "../../../src/domain/offers/offer-defaults.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { expectReachable, hasFocus, tabTo } from "../../support/keyboard.ts";
import { useServer } from "../../support/server.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";

describe("a provider's forms by keyboard", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let page: Page;
  let museum: string;

  before(async () => {
    museum = (await loadShippedTemplates(server.deps)).get("museum") ?? "";
    const { id } = await aProvider(database.db, { name: "Smeltehytta" });
    const context = await browser.open();
    await signInProvider(server, context, id);
    page = await context.newPage();
  });

  const open = (path: string) => page.goto(`${server.url}/provider/${path}`);
  const press = async (name: string | RegExp) => {
    await tabTo(page, page.getByRole("button", { name, exact: true }));
    await page.keyboard.press("Enter");
  };

  /** The focus stands on the summary of faults, whose first link leads to the input. */
  async function expectLedTo(input: string): Promise<void> {
    const summary = page.locator(".aksel-error-summary");
    await summary.waitFor();
    const inSummary = "document.activeElement.closest('.aksel-error-summary') !== null";
    expect(await page.evaluate(inSummary)).to.equal(true);
    await expectAccessible(page);
    await tabTo(page, summary.getByRole("link").first());
    await page.keyboard.press("Enter");
    expect(await hasFocus(page.locator(input))).to.equal(true);
  }

  for (const [what, path] of [
    ["the form of a template, folded", () => "templates/new?style=coupon"],
    ["the form of an event's template", () => "templates/new?style=event"],
    ["a template started from another", () => `templates/new?from=${museum}`],
    ["the list of templates", () => "templates"],
    ["the form of an offer for a period", () => "offers/new?activity=ski_day"],
    ["the form of an offer for an event", () => "offers/new?activity=concert"],
    ["the choice of an activity", () => "offers/new"],
    ["the list of people", () => "people"],
    ["the list of doors", () => "doors"],
    ["the front page", () => ""],
  ] as const) {
    it(`the keyboard reaches everything of ${what}, and shows where one is`, async () => {
      await open(path());
      await expectReachable(page);
    });
  }

  it("the keyboard reaches everything of a field that is unfolded, in every language", async () => {
    await open(`templates/new?from=${museum}`);
    // Those within others come into view with them.
    for (const summary of await page.locator("details > summary").all()) {
      await summary.focus();
      await page.keyboard.press("Enter");
    }
    expect(await page.locator("details:not([open])").count()).to.equal(0);
    await expectAccessible(page);
    await expectReachable(page);
  });

  it("the keyboard makes a template: is led to the fault, mends it, moves and removes fields, and saves", async () => {
    await open(`templates/new?from=${museum}`);
    await tabTo(page, page.locator("#name\\.nb"));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    await press("Lagre malen");
    await expectLedTo("#name\\.nb");
    await page.keyboard.type("Sommer i smeltehytta");

    const fields = page.locator(".template-field > summary");
    const labels = (await fields.allTextContents()).map((text) => text.replace(/^.*?: /, ""));
    await tabTo(page, fields.nth(1));
    await page.keyboard.press("Enter");
    await press(/^Flytt opp ?: Felt 2$/);
    for (const [row, label] of [labels[1] ?? "", labels[0] ?? ""].entries()) {
      await page.getByText(`Felt ${row + 1}: ${label}`, { exact: true }).waitFor();
    }
    await press("Legg til et felt");
    await fields.nth(labels.length).waitFor();
    await tabTo(page, page.locator(`#field\\.${labels.length}\\.label\\.nb`));
    await page.keyboard.type("Husk");
    await tabTo(page, page.locator(`#field\\.${labels.length}\\.text\\.nb`));
    await page.keyboard.type("Ta med gode sko.");
    await press("Lagre malen");
    await page.getByText("Malen er lagret.").waitFor();
    expect(await page.locator("#name\\.nb").inputValue()).to.equal("Sommer i smeltehytta");
    await expectAccessible(page);
    await expectReachable(page);
  });

  it("the keyboard searches the activities, hears how many are left, and opens the only one", async () => {
    await open("offers/new");
    const links = page.locator(".activities a:visible");
    expect(await links.count()).to.equal(activities.length);
    await tabTo(page, page.getByLabel("Søk"));
    await page.keyboard.type("symjehall");
    expect(await links.allInnerTexts()).to.deep.equal([
      "Bading, inngang",
      "Bading, klippekort",
      "Noe annet",
    ]);
    expect(await page.getByRole("status").innerText()).to.equal("Treff: 2");
    await page.keyboard.type(" gonger");
    expect(await page.getByRole("status").innerText()).to.equal("Treff: 1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/activity=swimming_card$/);
    expect(await page.getByLabel("Navn på billetten").inputValue()).to.equal(
      "Klippekort til badet",
    );
  });

  it("a search without a match says where to begin instead", async () => {
    await open("offers/new");
    await tabTo(page, page.getByLabel("Søk"));
    await page.keyboard.type("fallskjerm");
    expect(await page.getByRole("status").innerText()).to.include("Ingen treff");
    expect(await page.locator(".activities a:visible").allInnerTexts()).to.deep.equal([
      "Noe annet",
    ]);
    await expectAccessible(page);
  });

  it("the keyboard makes an offer: is led to the fault, and mends it", async () => {
    await open("offers/new?activity=other");
    await press("Lagre og se over");
    await expectLedTo("#title\\.nb");
    await page.keyboard.type("Inngang for to");
    await tabTo(page, page.getByLabel("Antall billetter i alt"));
    await page.keyboard.type("40");
    await press("Lagre og se over");
    await page.getByRole("heading", { name: "Inngang for to" }).waitFor();
    await expectReachable(page);
  });
});
