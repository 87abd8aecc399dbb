import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { contrastRatio } from "../../../../src/domain/templates/contrast.ts";
import { loadShippedTemplates } from "../../../../src/actions/templates/load-shipped-templates.ts";
import { openPass } from "../../../support/opened-pass.ts";
import { useAppleWallet } from "../../../support/apple-wallet.ts";
import { expectAccessible, useBrowser } from "../../../support/browser.ts";
import { anOffer, aPass, aProvider } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { eventually } from "../../../support/eventually.ts";
import { useServer } from "../../../support/server.ts";
import { staffSession } from "../../../support/sessions.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";
import { aPng } from "../../../support/ticket-content.ts";

const file = (name: string, buffer: Buffer, mimeType = "image/png") => ({ name, mimeType, buffer });

describe("a provider's template pages", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });
  const browser = useBrowser();
  let shipped: Map<string, string>;
  let providerId: string;
  let context: BrowserContext;
  let page: Page;

  const at = (path: string) => `${server.url}${path}`;
  const previewOf = (one: Page, side: string) =>
    one.locator(`#preview figure`).filter({ hasText: side }).locator("svg");
  const save = (one: Page) => one.getByRole("button", { name: "Lagre malen" }).click();

  before(async () => {
    shipped = await loadShippedTemplates(server.deps);
    providerId = (await aProvider(database.db, { name: "Storstuggu kino" })).id;
    context = await browser.open();
    page = await context.newPage();
    await signInProvider(server, context, providerId);
  });

  it("a provider's template page lists what is shipped, drawn", async () => {
    await page.goto(at("/provider/templates"));
    expect(
      await page.getByRole("listitem").filter({ hasText: "Start fra denne" }).count(),
    ).to.equal(shipped.size);
    await expectAccessible(page);
  });

  // What a test before typed would be brought back.
  beforeEach(() => page.evaluate("location.protocol === 'about:' || sessionStorage.clear()"));

  it("a provider's template page draws the ticket anew as one types", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("cinema")}`));
    const front = previewOf(page, "Apple Wallet, forsiden");
    const before = await front.innerHTML();
    const text = page.getByLabel("Tekst ved siden av logoen (valgfritt)");
    expect(await text.inputValue()).to.equal("{navn}");
    await text.fill("Kinoen i Storstuggu");
    await eventually("another picture", async () => (await front.innerHTML()) !== before);
    await expectAccessible(page);
  });

  it("a provider's template page saves one that started from a shipped one, and its sample opens on a phone without a login", async () => {
    await page.getByLabel("Malens navn").first().fill("Vår kinobillett");
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    await expectAccessible(page);
    const href = await page.getByRole("link", { name: "Eller åpne lenken" }).getAttribute("href");
    const link = at(new URL(href ?? "").pathname);
    const sample = await fetch(link);
    expect(sample.headers.get("content-type")).to.equal("application/vnd.apple.pkpass");
    const { passJson } = await openPass(Buffer.from(await sample.arrayBuffer()));
    expect(passJson).to.include({ logoText: "Kinoen i Storstuggu" });
    expect((await fetch(`${link}x`)).status).to.equal(404);
    const now = server.deps.clock.now();
    server.deps.clock.set(new Date(now.getTime() + 16 * 60_000));
    expect((await fetch(link)).status).to.equal(404);
    server.deps.clock.set(now);
  });

  /** On the disk, where the browser reads it itself: as bytes of a message it would take seconds. */
  const large = join(tmpdir(), `join-large-${process.pid}.png`);
  before(() => writeFile(large, Buffer.alloc(12 * 1024 * 1024, 1)));
  after(() => rm(large, { force: true }));

  for (const [what, upload, said] of [
    [
      "an SVG with a script",
      file(
        "hero.svg",
        Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
        "image/svg+xml",
      ),
      "SVG-filen inneholder noe",
    ],
    ["a text called a picture", file("hero.png", Buffer.from("not a picture")), "kan ikke leses"],
    ["a file of 12 MB", large, "for stort"],
    [
      "a page disguised as a picture, under a tricky name",
      file('\u202Egnp.lmth"\r\n/../x\u2215.png', Buffer.from("GIF89a<html><script>1</script>")),
      "må være PNG, JPEG, WebP eller SVG",
    ],
  ] as const) {
    it(`a provider's template page refuses ${what} beside its field and keeps what was typed`, async () => {
      const noScript = await browser.open({ javaScriptEnabled: false });
      try {
        await signInProvider(server, noScript, providerId);
        const plain = await noScript.newPage();
        await plain.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
        await plain.getByLabel("Malens navn").first().fill("Museet vårt");
        await plain.locator("#icon").setInputFiles(file("ikon.png", await aPng(200, 200)));
        await plain
          .locator("#hero")
          .setInputFiles(typeof upload === "string" ? upload : { ...upload });
        await save(plain);
        expect(await plain.getByRole("link").filter({ hasText: said }).count()).to.equal(1);
        expect(await plain.locator("#name\\.nb").inputValue()).to.equal("Museet vårt");
        expect(await plain.locator('[name="upload.icon"]').inputValue()).to.not.equal("");
        expect(await plain.locator('[data-thumbnail="icon"]').isVisible()).to.equal(true);
        await save(plain);
        await plain.getByText("Malen er lagret.").waitFor();
      } finally {
        await noScript.close();
      }
    });
  }

  it("a provider's template page says beside a picture at once why it cannot be used, until another is chosen", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    const said = page.locator('[data-fault="hero"]');
    await page.locator("#hero").setInputFiles(file("hero.png", Buffer.from("not a picture")));
    await said.getByText("kan ikke leses som et bilde").waitFor();
    const drawn = page.waitForResponse(/preview/);
    await page.locator("#name\\.nb").fill("Museet");
    await drawn;
    expect(await said.textContent()).to.contain("kan ikke leses");
    await expectAccessible(page);
    const thumbnail = page.locator('[data-thumbnail="hero"]');
    const before = await thumbnail.getAttribute("src");
    await page.locator("#hero").setInputFiles(file("hero.png", await aPng(600, 200)));
    await eventually("the fault is gone", async () => (await said.textContent()) === "");
    await eventually(
      "the chosen picture stands at its field",
      async () => (await thumbnail.getAttribute("src")) !== before,
    );
  });

  it("a provider's template page warns of a logo that is hardly seen, and saves the template all the same", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    await page.locator("#colors\\.background").fill("#103060");
    const drawing = '<rect width="400" height="100" rx="40" fill="#123262"/>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">${drawing}</svg>`;
    const logo = file("logo.svg", Buffer.from(svg), "image/svg+xml");
    await page.locator("#logo").setInputFiles(logo);
    await page.getByText("Logoen synes nesten ikke").waitFor();
    await expectAccessible(page);
    await page.locator("#colors\\.foreground").fill("#ffffff");
    await page.locator("#colors\\.label").fill("#ffffff");
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
  });

  it("a provider's template page names a contrast that is too low and mends it, without script", async () => {
    const noScript = await browser.open({ javaScriptEnabled: false });
    try {
      await signInProvider(server, noScript, providerId);
      const plain = await noScript.newPage();
      await plain.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
      await plain.locator("#colors\\.background").fill("#ffffff");
      await plain.locator("#colors\\.foreground").fill("#eeeeee");
      await plain.getByRole("button", { name: "Vis forhåndsvisning" }).click();
      await plain.getByText("for lik bakgrunnen").first().waitFor();
      await plain.getByRole("button", { name: "Bruk farger som kan leses" }).click();
      await plain.waitForLoadState();
      expect(await plain.getByText("for lik bakgrunnen").count()).to.equal(0);
      await plain.getByRole("button", { name: "Legg til et felt" }).click();
      expect(await plain.locator(".template-field").last().textContent()).to.contain("Baksiden");
    } finally {
      await noScript.close();
    }
  });

  it("a provider's template page offers other colours beside them as soon as they cannot be read, and names which", async () => {
    await page.goto(at("/provider/templates/new?style=coupon"));
    const fix = page.getByRole("button", { name: "Bruk farger som kan leses" });
    expect(await fix.isVisible()).to.equal(false);
    await page.locator("#colors\\.background").fill("#ffffff");
    await page.locator("#colors\\.foreground").fill("#eeeeee");
    await fix.waitFor();
    const faults = page.locator(".draft-faults");
    await faults.getByText(/^Tekst: Fargen er for lik/).waitFor();
    await expectAccessible(page);
    await fix.click();
    await page.waitForLoadState();
    expect(await fix.isVisible()).to.equal(false);
  });

  it("a provider's template page lays the background over a picture in which the headline would be lost", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    await page.locator("#name\\.nb").fill("Hvitt på hvitt");
    const foreground = await page.locator("#colors\\.foreground").inputValue();
    const hero = await sharp({
      create: { width: 600, height: 200, channels: 3, background: foreground },
    })
      .png()
      .toBuffer();
    await page.locator("#hero").setInputFiles(file("hero.png", hero));
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    const href = await page.locator(".previews image[height='144']").first().getAttribute("href");
    const strip = Buffer.from((href ?? "").replace(/^data:image\/png;base64,/, ""), "base64");
    const middle = { left: 300, top: 100, width: 1, height: 1 };
    const { data } = await sharp(strip).extract(middle).raw().toBuffer({ resolveWithObject: true });
    expect(contrastRatio(`#${data.subarray(0, 3).toString("hex")}`, foreground)).to.be.least(4.5);
  });

  it("a provider's template page begins a second template in the logo and colours of the first, which are changed in one place", async () => {
    const own = (await aProvider(database.db, { name: "Fjellkino" })).id;
    const visit = await browser.open();
    try {
      await signInProvider(server, visit, own);
      const one = await visit.newPage();
      await one.goto(at(`/provider/templates/new?from=${shipped.get("cinema")}`));
      await one.locator("#colors\\.background").fill("#003344");
      await one.locator("#colors\\.foreground").fill("#ffffff");
      await one.locator("#colors\\.label").fill("#ffffff");
      await one.locator("#logo").setInputFiles(file("logo.png", await aPng(300, 100)));
      await save(one);
      await one.getByText("Malen er lagret.").waitFor();
      await one.goto(at(`/provider/templates/new?from=${shipped.get("concert")}`));
      await one.getByText("Malen begynner med logoen og fargene deres.").waitFor();
      expect(await one.locator("#colors\\.background").inputValue()).to.equal("#003344");
      expect(await one.getByLabel("Uten hovedbilde").isChecked()).to.equal(true);
      await expectAccessible(one);
      await save(one);
      await one.getByText("Malen er lagret.").waitFor();
      const logos = await database
        .db("template_images")
        .join("templates", "templates.id", "template_images.template_id")
        .where({ "templates.provider_id": own, "template_images.name": "artwork-logo" })
        .pluck<string[]>("hash");
      expect(logos).to.have.length(2);
      expect(new Set(logos).size).to.equal(1);
      const texts = await database
        .db("template_versions")
        .join("templates", "templates.id", "template_versions.template_id")
        .where({ "templates.provider_id": own })
        .select<{ text: string }[]>(database.db.raw("definition #>> '{logoText,nb}' as text"));
      expect(texts, "{navn}, as it is stored").to.deep.equal([{ text: "%@" }, { text: "%@" }]);
      const saved = one.url();
      await one.goto(at("/provider/templates"));
      await one.getByRole("link", { name: "Logo og farger" }).click();
      expect(await one.locator("#colors\\.background").inputValue()).to.equal("#003344");
      await expectAccessible(one);
      await one.locator("#colors\\.background").fill("#440033");
      await one.getByRole("button", { name: "Lagre logo og farger" }).click();
      await one.getByText("Logo og farger er lagret.").waitFor();
      await one.goto(saved);
      expect(await one.locator("#colors\\.background").inputValue()).to.equal("#003344");
      await one.getByRole("button", { name: "Bruk logoen og fargene deres" }).click();
      await one.getByText("Lagre malen for å ta dem i bruk.").waitFor();
      expect(await one.locator("#colors\\.background").inputValue()).to.equal("#440033");
    } finally {
      await visit.close();
    }
  });

  it("a provider's template page gives an offer a picture of its own", async () => {
    const offer = await anOffer(database.db, {
      providerId,
      state: "draft",
      templateId: shipped.get("bowling") ?? "",
    });
    await page.goto(at(`/provider/offers/${offer.id}`));
    await page.getByRole("link", { name: "Bytt bilde eller farger" }).click();
    // It begins with what the offer has, also where the provider has a look of its own.
    expect(await page.getByRole("checkbox", { name: "Uten hovedbilde" }).isChecked()).to.equal(
      false,
    );
    const form = page.url();
    await page.locator("#hero").setInputFiles(file("hero.png", await aPng(1200, 400)));
    await save(page);
    await page.getByText("Tilbudet er lagret.").waitFor();
    const [templateId = ""] = await database
      .db("offers")
      .where({ id: offer.id })
      .pluck<string[]>("template_id");
    expect(templateId).not.to.equal(offer.templateId);
    const pictures = await database
      .db("template_images")
      .where({ template_id: templateId, name: "artwork-hero" });
    expect(pictures).to.have.length(1);
    await page.goto(at("/provider/offers/new?activity=bowling"));
    expect(await page.locator(`[value="${templateId}"]`).count(), "a new offer").to.equal(0);
    await page.goto(at(`/provider/offers/new?from=${offer.id}`));
    expect(await page.locator(`[value="${templateId}"]`).isChecked(), "its copy").to.equal(true);
    await database.db("offers").where({ id: offer.id }).update({ state: "submitted" });
    expect((await page.goto(form))?.status(), "an offer that is submitted").to.equal(409);
  });

  it("a provider's template page shows the ticket as wide as a phone, with a way there and back", async () => {
    const narrow = await browser.open({ viewport: { width: 390, height: 800 } });
    try {
      await signInProvider(server, narrow, providerId);
      const phone = await narrow.newPage();
      await phone.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
      const there = phone.getByRole("link", { name: "Vis billetten" });
      const isInSight = async (one: typeof there) => {
        const { y = -1 } = (await one.boundingBox()) ?? {};
        return y >= 0 && y < 800;
      };
      expect(await isInSight(there)).to.equal(true);
      await there.click();
      const front = previewOf(phone, "Apple Wallet, forsiden");
      await eventually("the ticket is in sight", () => isInSight(front));
      expect((await front.boundingBox())?.width).to.be.above(300);
      await phone.getByRole("link", { name: "Tilbake til skjemaet" }).click();
      await eventually("the form is in sight", () => isInSight(phone.locator("#name\\.nb")));
    } finally {
      await narrow.close();
    }
  });

  it("a provider's template page refuses a text that would tell, with what to write instead", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    await page.locator(".template-field summary").first().press("Enter");
    await page.locator("#field\\.0\\.label\\.nb").fill("Gratis fra NAV");
    await save(page);
    const link = page.getByRole("link").filter({ hasText: "kan fortelle andre" });
    await link.first().waitFor();
    expect(await link.first().getAttribute("href")).to.equal("#field.0.label.nb");
    await expectAccessible(page);
  });

  it("a provider's template page changes tickets that are out only when the provider publishes, and says how many", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    const templateId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const offer = await anOffer(database.db, { providerId, templateId, templateVersion: 1 });
    await aPass(database.db, { offer });
    await aPass(database.db, { offer });
    await page.locator("#colors\\.background").fill("#102030");
    await page.locator("#colors\\.foreground").fill("#ffffff");
    await page.locator("#colors\\.label").fill("#ffffff");
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    const versions = () =>
      database.db("offers").where({ id: offer.id }).first("template_version", "content_version");
    expect(await versions()).to.eql({ template_version: 1, content_version: offer.contentVersion });
    await page.getByRole("button", { name: "Oppdater 2 billetter" }).click();
    await page.getByText("2 billetter blir oppdatert.").waitFor();
    expect(await versions()).to.eql({
      template_version: 2,
      content_version: offer.contentVersion + 1,
    });
    await expectAccessible(page);
  });

  it("a provider's template page sends other words to the culture office, which sees both tickets and lets the new one hold", async () => {
    await page.goto(at(`/provider/templates/new?from=${shipped.get("museum")}`));
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    const templateId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const offer = await anOffer(database.db, { providerId, templateId, templateVersion: 1 });
    const { serialNumber } = await aPass(database.db, { offer });
    await page.locator("#logoText\\.nb").fill("Ny tekst");
    await save(page);
    await page.getByText("Malen er lagret.").waitFor();
    await page.getByRole("button", { name: "Oppdater 1 billett" }).click();
    await page.getByText("Sendt til kulturkontoret.").waitFor();
    await page.getByText("Venter på kulturkontoret.").waitFor();
    await expectAccessible(page);
    const shownVersion = async () =>
      (
        await database
          .db("passes")
          .where({ serial_number: serialNumber })
          .first<{ version: number }>()
      ).version;
    expect(await shownVersion()).to.equal(1);
    await page.goto(at(`/provider/offers/${offer.id}`));
    await page.getByText("Malens utgave 2").waitFor();
    await expectAccessible(page);

    const office = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await office.addCookies([{ name: "staff", value, url: server.url }]);
    const desk = await office.newPage();
    await desk.goto(at(`/culture/offers/${offer.id}`));
    const drawn = (heading: string, side: string) =>
      desk
        .locator(".ticket")
        .filter({ has: desk.getByRole("heading", { name: heading }) })
        .locator("figure")
        .filter({ hasText: side })
        .locator("svg")
        .first()
        .innerHTML()
        .then((svg) => svg.replaceAll(/\b(now|then)-/g, ""));
    const both = (side: string) =>
      Promise.all(["Slik er billetten nå", "Slik blir billetten"].map((one) => drawn(one, side)));
    const [old, wanted] = await both("Apple Wallet, forsiden");
    expect(wanted).to.not.equal(old);
    const [back, backWanted] = await both("Apple Wallet, baksiden");
    expect(backWanted).to.equal(back);
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Godkjenn endringen" }).click();
    await desk.waitForURL(/notice=change-approved/);
    expect(await shownVersion()).to.equal(2);
    await office.close();
  });

  it("a provider's template page takes no harm from 100 MB", async () => {
    const [cookie] = await context.cookies();
    const form = new FormData();
    form.set("do", "preview");
    form.set("name.nb", "Stor");
    form.set("hero", new Blob([Buffer.alloc(100 * 1024 * 1024, 1)]), "stor.png");
    const response = await fetch(at("/provider/templates?csrf=token"), {
      method: "POST",
      body: form,
      headers: { cookie: `provider=${cookie?.value}` },
    });
    const html = await response.text();
    expect(html).to.contain("Bildet er for stort").and.to.contain('value="Stor"');
  });

  it("a provider's template page shows nothing of another provider's template", async () => {
    const other = await anOffer(database.db);
    const response = await page.goto(at(`/provider/templates/${other.templateId}`));
    expect(response?.status()).to.equal(404);
    const from = await page.goto(at(`/provider/templates/new?from=${other.templateId}`));
    expect(from?.status()).to.equal(404);
  });
});
