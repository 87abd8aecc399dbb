import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { expectSoundAtTwice, useBrowser } from "../../support/browser.ts";
import { aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";
import { somethingOfEverything, staffPagesWith } from "../../support/staff-pages.ts";

describe("every page of providers, of the culture office, of auditors and of operators", function () {
  this.timeout(240_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let busy: { context: BrowserContext; ids: Record<string, string> };
  let empty: { context: BrowserContext; ids: Record<string, string> };

  /** A browser signed in as the provider's owner and as its municipality's office. */
  async function signedIn(providerId: string, municipality: string): Promise<BrowserContext> {
    const context = await browser.open();
    await signInProvider(server, context, providerId);
    const own = { culture: [municipality], auditor: [municipality], operator: true };
    const value = await staffSession(server.deps, { sub: "kari", name: "Kari", nav: [], ...own });
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    return context;
  }

  before(async () => {
    const { db } = database;
    await loadShippedTemplates(server.deps);
    const { id: emptyId } = await aProvider(db, { municipality: "3430" });
    empty = { context: await signedIn(emptyId, "3430"), ids: { providerId: emptyId } };

    const ids = await somethingOfEverything(server.deps);
    busy = { context: await signedIn(ids["providerId"] ?? "", "5025"), ids };
  });

  async function expectWhole(page: Page): Promise<void> {
    await expectSoundAtTwice(page);
    expect(await page.locator("h1").count(), `headings of ${page.url()}`).to.equal(1);
    expect(await page.title()).to.not.equal("");
  }

  const pagesWith = (ids: Record<string, string>) => staffPagesWith(server.deps, ids);

  it("every staff page is sound for someone who has just come", async () => {
    const paths = pagesWith(empty.ids);
    expect(paths.length).to.be.at.least(15);
    const page = await empty.context.newPage();
    for (const path of paths) {
      const answer = await page.goto(server.url + path);
      expect(answer?.status(), path).to.equal(200);
      await expectWhole(page);
    }
  });

  it("every staff page is sound with something of everything, and long names", async () => {
    const { ids, context } = busy;
    const states = ["draft", "returned", "paused", "closed"].flatMap((state) =>
      pagesWith({ offerId: ids[state] ?? "" }).filter((path) =>
        path.startsWith(`/provider/offers/${ids[state]}`),
      ),
    );
    const reviews = ["submitted", "paused"].map((state) => `/culture/offers/${ids[state]}`);
    const paths = [...pagesWith(ids), ...states, ...reviews];
    expect(paths.length).to.be.at.least(30);
    const page = await context.newPage();
    for (const path of new Set(paths)) {
      const answer = await page.goto(server.url + path);
      expect([200, 409], `${path} ${answer?.status()}`).to.include(answer?.status());
      await expectWhole(page);
    }
  });

  it("every staff page is sound after something was done", async () => {
    const page = await busy.context.newPage();
    const { ids } = busy;
    for (const path of [
      ...["added", "again", "changed", "removed"].map((notice) => `people?notice=${notice}`),
      "doors?notice=revoked",
      "systems?notice=revoked",
      `offers/${ids["open"]}?notice=resumed`,
      `templates/${ids["templateId"]}?saved=1`,
    ]) {
      await page.goto(`${server.url}/provider/${path}`);
      await page.locator(".aksel-alert").first().waitFor();
      await expectWhole(page);
    }
    for (const notice of ["invited", "provider-approved", "suspended"]) {
      await page.goto(`${server.url}/culture/providers?notice=${notice}`);
      await page.locator(".aksel-alert").first().waitFor();
      await expectWhole(page);
    }
    for (const notice of ["contact-saved", "invited-again"]) {
      await page.goto(`${server.url}/culture/providers/${ids["providerId"]}?notice=${notice}`);
      await page.locator(".aksel-alert").first().waitFor();
      await expectWhole(page);
    }
  });

  it("every staff page is sound when something cannot be done", async () => {
    const page = await busy.context.newPage();
    const refused = async (path: string, button: RegExp, said: RegExp) => {
      await page.goto(server.url + path);
      await page.getByRole("button", { name: button }).first().click();
      await page.getByText(said).first().waitFor();
      await expectWhole(page);
    };
    await refused("/provider/people", /^Send invitasjon$/, /gyldig e-postadresse/);
    await refused("/provider/doors", /^Lag inngang$/, /Skriv et navn/);
    await page.getByLabel("Hva vil du kalle den?").fill("NAV-inngangen");
    await page.getByRole("button", { name: /^Lag inngang$/ }).click();
    await page.getByText("«nav»").first().waitFor();
    await refused("/provider/systems", /^Lag nøkkel$/, /Skriv et navn/);
    await refused("/provider/templates/new?style=coupon", /^Lagre malen$/, /Malen må ha et ikon/);
    await refused("/provider/offers/new?activity=ski_day", /^Lagre og se over$/, /Rett dette/);
    await refused("/culture/providers/invite", /^Send invitasjon$/, /Rett dette/);
    const review = `/culture/offers/${busy.ids["submitted"]}`;
    await refused(review, /^Send tilbake$/, /Skriv hva som må rettes/);

    // Pressed in one window, and once more in another that still shows the button.
    const again = /^Send på nytt til long/;
    await page.goto(`${server.url}/provider/people`);
    const other = await busy.context.newPage();
    await other.goto(page.url());
    await other.getByRole("button", { name: again }).click();
    await other.getByText("Invitasjonen er på vei på nytt.").waitFor();
    await page.getByRole("button", { name: again }).click();
    await page.getByText("kan ikke inviteres på nytt nå").waitFor();
    await expectWhole(page);
  });
});
