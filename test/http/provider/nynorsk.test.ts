import { readFile, readdir } from "node:fs/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { staffSession } from "../../support/sessions.ts";
import { cultureNb } from "../../../src/views/texts/culture-nb.ts";
import { cultureNn } from "../../../src/views/texts/culture-nn.ts";
import { numbersNb } from "../../../src/views/texts/numbers-nb.ts";
import { numbersNn } from "../../../src/views/texts/numbers-nn.ts";
import { offerNb } from "../../../src/views/texts/offer-nb.ts";
import { offerNn } from "../../../src/views/texts/offer-nn.ts";
import { providerNb } from "../../../src/views/texts/provider-nb.ts";
import { providerNn } from "../../../src/views/texts/provider-nn.ts";
import { templateNb } from "../../../src/views/texts/template-nb.ts";
import { templateNn } from "../../../src/views/texts/template-nn.ts";
import { useBrowser } from "../../support/browser.ts";
import { anOffer, aPass, aProvider } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { signInProvider } from "../../support/sign-in-provider.ts";

/** Every text of a catalogue that stands there as it is. */
function textsOf(catalogue: unknown): string[] {
  if (typeof catalogue === "string") return [catalogue];
  return typeof catalogue === "object" && catalogue !== null
    ? Object.values(catalogue).flatMap(textsOf)
    : [];
}

const nynorsk = new Set([cultureNn, numbersNn, offerNn, providerNn, templateNn].flatMap(textsOf));
const bokmaal = [cultureNb, numbersNb, offerNb, providerNb, templateNb]
  .flatMap(textsOf)
  // The other language goes by its own name.
  .filter((text) => !nynorsk.has(text) && text !== "Bokmål");

/** Words that Nynorsk does without. */
const words =
  /(?<![\p{L}])(ikke|fra|hva|hvor|hvem|hver|hvilke|noe|noen|bare|ennå|uten|dere|deres|jeg|mer|tilbud|tilbudet|tilbyder|tilbydere|begynner|velg|billetter|dager|uke|ukedager|maler|navn|sted|vises|fjerne|lukke|åpne|første|valgfritt|adressen|adresser|siden|bilde|bildet)(?![\p{L}])/giu;

/** Runs in the page: whatever is read, out loud or not; what was typed is whoever typed it's. */
const readable = `[
  ...[...document.querySelectorAll("body *")].flatMap((one) => [...one.childNodes])
    .filter((one) => one.nodeType === 3 && !one.parentElement.closest("script, style, [lang=nb]:not(html)"))
    .map((one) => one.textContent),
  ...[...document.querySelectorAll("[aria-label], [alt], [title], [placeholder]")]
    .filter((one) => !one.closest("[lang=nb]:not(html)"))
    .flatMap((one) => ["aria-label", "alt", "title", "placeholder"].map((name) => one.getAttribute(name) ?? "")),
  document.title,
].map((text) => text.replace(/\\s+/g, " ").trim()).filter((text) => text !== "")`;

const catalogues = new URL("../../../src/views/texts/", import.meta.url);

describe("the catalogues in Nynorsk", () => {
  it("borrow no text from Bokmål's, so that the compiler demands each", async () => {
    const files = (await readdir(catalogues)).filter((name) => name.endsWith("-nn.ts"));
    expect(files.length).to.be.above(10);
    const borrowed: string[] = [];
    for (const file of files) {
      const source = await readFile(new URL(file, catalogues), "utf8");
      if (/^import (?!type ).*-nb\.ts"/m.test(source)) borrowed.push(file);
    }
    expect(borrowed).to.deep.equal([]);
  });

  it("use one word for one thing: no other form of it, and none of Bokmål's", async () => {
    const letters = new URL("../../../src/domain/draws/draw-letter-texts.ts", import.meta.url);
    const files = (await readdir(catalogues)).map((name) => new URL(name, catalogues));
    let read = 0;
    const found: string[] = [];
    for (const file of [...files, letters]) {
      const source = await readFile(file, "utf8");
      const begin = file.pathname.endsWith("-nn.ts") ? 0 : source.search(/^const nn\b/m);
      if (begin < 0) continue;
      read += 1;
      const end = source.slice(begin + 1).search(/^(const|export const|export function) (?!nn)/m);
      const own = end < 0 || begin === 0 ? source.slice(begin) : source.slice(begin, begin + end);
      // A file and a link are "ho", never "henne"; "blei" and not "vart"; "hushald"; "trekning".
      const others = /(?<![\p{L}])(henne|vart|hus+tand\p{L}*|trekking\p{L}*)(?![\p{L}])/giu;
      found.push(...[...own.matchAll(others)].map(([word]) => `${file.pathname}: ${word}`));
    }
    expect(read).to.be.above(30);
    expect(found).to.deep.equal([]);
  });
});

describe("with lang=nn", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  const browser = useBrowser();
  let page: Page;
  let ids: { museum: string; offer: string; draft: string; provider: string };

  before(async () => {
    const shipped = await loadShippedTemplates(server.deps);
    const { id: provider } = await aProvider(database.db, { name: "Smeltehytta" });
    const title = { nb: "Inngang for to", nn: "Inngang for to" };
    const offer = await anOffer(database.db, { providerId: provider, title });
    await aPass(database.db, { offer });
    const draft = await anOffer(database.db, { providerId: provider, title, state: "submitted" });
    ids = { museum: shipped.get("museum") ?? "", offer: offer.id, draft: draft.id, provider };
    const context = await browser.open();
    await signInProvider(server, context, provider);
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    page = await context.newPage();
    await page.goto(`${server.url}/provider?lang=nn`);
  });

  async function expectNynorsk(): Promise<void> {
    expect(await page.locator("html").getAttribute("lang")).to.equal("nn");
    const texts = await page.evaluate<string[]>(readable);
    expect(texts.length).to.be.above(5);
    const left = texts.filter((text) => bokmaal.includes(text) || text.match(words) !== null);
    expect(left, new URL(page.url()).pathname).to.deep.equal([]);
  }

  it("the Nynorsk check knows Bokmål when it sees it (negative control)", async () => {
    await page.goto(`${server.url}/provider/templates/new?from=${ids.museum}&lang=nb`);
    const texts = await page.evaluate<string[]>(readable);
    expect(texts.filter((text) => bokmaal.includes(text)).length).to.be.above(20);
    expect(texts.filter((text) => text.match(words)).length).to.be.above(10);
    await page.goto(`${server.url}/provider?lang=nn`);
  });

  for (const path of [
    "/provider",
    "/provider/offers/new",
    "/provider/offers/new?activity=ski_day",
    "/provider/offers/new?activity=concert",
    "/provider/templates",
    "/provider/templates/new?style=event",
    "/provider/templates/new?from={museum}",
    "/provider/offers/{offer}",
    "/provider/offers/{offer}/change",
    "/provider/offers/{offer}/close",
    "/provider/offers/{offer}/cancel",
    "/provider/offers/{draft}",
    "/provider/offers/{draft}/remove",
    "/provider/numbers",
    "/provider/settlements",
    "/provider/doors",
    "/provider/people",
    "/provider/systems",
    "/provider/look",
    "/provider/webhooks",
    "/provider/none",
    "/culture",
    "/culture/contact",
    "/culture/webhooks",
    "/culture/offers/{draft}",
    "/culture/providers",
    "/culture/providers/invite",
    "/culture/providers/{provider}",
    "/culture/providers/{provider}/change",
    "/culture/providers/{provider}/suspend",
  ]) {
    it(`the Nynorsk check says nothing in Bokmål at ${path}`, async () => {
      const address = path.replace(/\{(\w+)\}/, (_, name: keyof typeof ids) => ids[name]);
      await page.goto(server.url + address);
      await expectNynorsk();
    });
  }

  for (const [path, button] of [
    ["/provider/offers/new?activity=ski_day", "Lagre og sjå over"],
    ["/provider/templates/new?style=coupon", "Lagre malen"],
    ["/provider/people", "Send invitasjon"],
    ["/provider/doors", "Lag inngang"],
    ["/culture/providers/invite", "Send invitasjon"],
  ] as const) {
    it(`the Nynorsk check says what is wrong at ${path} in Nynorsk, too`, async () => {
      await page.goto(server.url + path);
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.locator(".aksel-error-summary").waitFor();
      await expectNynorsk();
    });
  }
});
