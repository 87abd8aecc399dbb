import { randomBytes } from "node:crypto";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { staffSession } from "../../support/sessions.ts";
import { auditorPages } from "../../../src/http/auditor/auditor-pages.tsx";
import { culturePages } from "../../../src/http/culture/culture-pages.tsx";
import { operatorPages } from "../../../src/http/operator/operator-pages.ts";
import { providerPages } from "../../../src/http/provider/provider-pages.tsx";
import { proposeChange } from "../../support/approved-change.ts";
import { expectSoundAtTwice, useBrowser } from "../../support/browser.ts";
import {
  anOffer,
  aPass,
  aProvider,
  aTemplate,
  testKeyRing,
  testNow,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { routesOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";

const long = "Ungdomsforeningen og idrettslaget i Øvre Gauldal og omegn, avdeling for friluftsliv";

/** The test clock's month and year, where an address names one. */
const aTime: Record<string, string> = { month: "2027-01", year: "2027" };

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

    const { id: providerId } = await aProvider(db, { name: long });
    for (const state of ["invited", "suspended"] as const) await aProvider(db, { state });
    const template = await aTemplate(db, { providerId });
    const own = { providerId, templateId: template.id };
    const offers = new Map<string, string>();
    for (const state of ["draft", "returned", "paused", "closed", "open", "submitted"] as const) {
      const offer = await anOffer(db, { ...own, state, title: { nb: `${long}: ${state}` } });
      offers.set(state, offer.id);
      if (state === "paused") {
        const texts = { title: { nb: `${long}: new` }, description: { nb: long } };
        await proposeChange(server.deps, offer, texts);
      }
      if (state === "open") for (let n = 0; n < 3; n += 1) await aPass(db, { offer });
    }
    const actor = { role: "provider", id: "test", providerId } as const;
    await createDoorDevice(server.deps, { actor, name: long });
    await createApiKey(server.deps, { role: "provider", providerId, name: long });
    busy = {
      context: await signedIn(providerId, "5025"),
      ids: { providerId, templateId: template.id, offerId: offers.get("open") ?? "" },
    };
    for (const [email, at] of [
      ["waits@provider.example", null],
      [`${"long".repeat(12)}@provider.example`, new Date(testNow.getTime() - 3_600_000)],
    ] as const) {
      const user = { providerId, role: "staff", email } as const;
      const id = await db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
      await db("provider_users").where({ id }).update({ invited_at: at });
    }
    const [webhook] = await db("webhooks")
      .insert({
        provider_id: providerId,
        url: `https://tickets.example/${"hooks/".repeat(12)}`,
        events: ["offer.approved"],
        secret_sealed: randomBytes(8),
        created_at: testNow,
      })
      .returning<{ id: string }[]>("id");
    const [ofOffice] = await db("webhooks")
      .insert({
        ...{ municipality_number: "5025", of_office: true, events: ["offer.submitted"] },
        ...{ url: "https://office.example/hook", secret_sealed: randomBytes(8) },
      })
      .returning<{ id: string }[]>("id");
    Object.assign(busy.ids, { webhookId: webhook?.id, officeWebhookId: ofOffice?.id });
    for (const [state, id] of offers) busy.ids[state] = id;
  });

  async function expectWhole(page: Page): Promise<void> {
    await expectSoundAtTwice(page);
    expect(await page.locator("h1").count(), `headings of ${page.url()}`).to.equal(1);
    expect(await page.title()).to.not.equal("");
  }

  /** The pages that can be shown with these ids. */
  const pagesWith = (ids: Record<string, string>) =>
    [
      ...routesOf(providerPages(server.deps)),
      ...routesOf(culturePages(server.deps)),
      ...routesOf(auditorPages(server.deps)),
      ...routesOf(operatorPages(server.deps)),
    ]
      .filter(
        ({ method, path }) => method === "get" && !/\.(csv|pdf|png)$|:token|\/session$/.test(path),
      )
      .map(({ path }) =>
        path.replace("/culture/webhooks/:webhookId", "/culture/webhooks/:officeWebhookId"),
      )
      .map((path) => path.replace(/:(\w+)/g, (name, key: string) => ids[key] ?? aTime[key] ?? name))
      .filter((path) => !path.includes(":"));

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
