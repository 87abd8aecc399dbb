import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { returnDuePasses } from "../../src/actions/passes/return-due-passes.ts";
import type { Actor } from "../../src/actions/deps.ts";
import { getClaimedTickets } from "../../src/actions/access/get-claimed-tickets.ts";
import { revokePass } from "../../src/actions/passes/revoke-pass.ts";
import { renewClaimLink } from "../../src/actions/recipients/renew-claim-link.ts";
import { findOffer } from "../../src/db/offers/offers.ts";
import { ensureClaimLink } from "../../src/db/recipients/claim-links.ts";
import { languages } from "../../src/domain/language.ts";
import {
  expectAccessible,
  expectImagesLoaded,
  expectSound,
  expectUncut,
  useBrowser,
} from "../support/browser.ts";
import { aPass, aRecipient } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { giveBack } from "../support/give-back.ts";
import { layLine, type Line } from "../support/line.ts";
import { inFolder } from "../support/opened-pass.ts";
import { readBarcodeIn } from "../support/read-barcode.ts";
import { useWholeService } from "../support/whole-service.ts";

describe("a holder's pages", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;
  let claim: string;

  const begin = async (options?: Parameters<typeof browser.open>[0]) => {
    context = await browser.open(options);
    page = await context.newPage();
  };

  before(async function () {
    this.timeout(60_000);
    claim = service.demo.claimUrls[0] ?? "";
    await begin();
    await page.goto(claim);
    // It reloads itself until the tickets are ready.
    await page.getByRole("link", { name: /Skriv ut alle/ }).waitFor({ timeout: 30_000 });
    await context.close();
  });

  afterEach(async () => {
    await context.close();
  });

  it("holder pages are accessible in every language, on a phone and a desk, and fit the screen", async () => {
    await begin();
    for (const language of languages) {
      for (const path of [claim, `${service.url}/t`, `${service.url}/t/unknown`]) {
        await page.goto(`${path}?lang=${language}`);
        await expectSound(page);
      }
    }
  });

  it("cut off no text and no button at 320 pixels and twice the text, with everything unfolded", async () => {
    await begin({ viewport: { width: 320, height: 568 } });
    const path = new URL(claim).pathname;
    await page.goto(claim);
    const code = await page.locator("a[data-code]").first().getAttribute("href");
    for (const each of [path, `${path}/data`, code ?? "", "/t", "/t/unknown"]) {
      await page.goto(new URL(each, claim).href);
      await expectUncut(page);
    }
  });

  it("come in the recipient's language, and in another by a link", async () => {
    await begin({ locale: "en-GB" });
    await page.goto(claim);
    await page.getByRole("heading", { name: "Billettene dine" }).waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { name: "Your tickets" }).waitFor();
    expect(await page.getByRole("link", { name: /^Add to Apple Wallet/ }).count()).to.be.above(0);
    expect(await page.locator("html").getAttribute("lang")).to.equal("en");
  });

  const safari = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
  const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";
  const phones: [phone: string, userAgent: string, first: string][] = [
    ["an iPhone", `${iPhone} ${safari}`, "Apple"],
    ["an Android phone", "Mozilla/5.0 (Linux; Android 16; Pixel 9)", "Google"],
  ];
  for (const [phone, userAgent, first] of phones) {
    it(`offer ${first}'s wallet alone on ${phone}, and the other one for another phone`, async () => {
      await begin({ userAgent, colorScheme: "dark" });
      await page.goto(claim);
      await expectSound(page);
      const article = page.getByRole("article").first();
      const links = article.getByRole("link", { name: /Wallet/ });
      const names = await links.allTextContents();
      expect(names).to.have.length(1);
      expect(names[0]).to.contain(first);
      await article.getByText("Annen telefon?").click();
      expect(await links.count()).to.equal(2);
    });
  }

  it("work without script: the code is on the page and the tickets on paper", async () => {
    await begin({ javaScriptEnabled: false });
    await page.goto(claim);
    await page.getByText("Uten Wallet").first().click();
    expect(
      await page
        .getByRole("img", { name: /^Kode for/ })
        .first()
        .isVisible(),
    ).to.equal(true);
    const href =
      (await page.getByRole("link", { name: /alle billettene/ }).getAttribute("href")) ?? "";
    const pdf = await fetch(new URL(href, service.url));
    expect(pdf.headers.get("content-type")).to.equal("application/pdf");
    expect(pdf.headers.get("content-disposition")).to.equal('inline; filename="tickets.pdf"');
    expect(Buffer.from(await pdf.arrayBuffer()).toString("latin1", 0, 5)).to.equal("%PDF-");
  });

  it("show a code on a white screen that a scanner reads, without script, on a phone and a desk", async () => {
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      await begin({ javaScriptEnabled: false, colorScheme: "dark", viewport });
      await page.goto(claim);
      await page.getByText("Uten Wallet").first().click();
      await page
        .getByRole("link", { name: /^Vis koden/ })
        .first()
        .click();
      const code = page.getByRole("img", { name: /^Kode for/ });
      const box = await code.boundingBox();
      expect(box?.width).to.be.at.least(240);
      const screen = await page.screenshot();
      const [found] = await readBarcodeIn(screen);
      expect(found?.[1]).to.match(/^J2/);
      const { data } = await sharp(screen)
        .extract({ left: 0, top: 0, width: 8, height: 8 })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect([...new Set(data)]).to.deep.equal([255]);
      await page.getByRole("link", { name: "Til billettene mine" }).click();
      await page.getByRole("heading", { name: "Billettene dine" }).waitFor();
      await context.close();
    }
    await begin();
    await page.goto(claim);
    await page.getByText("Uten Wallet").first().click();
    await page
      .getByRole("link", { name: /^Vis koden/ })
      .first()
      .click();
    await expectSound(page);
  });

  it("print what a ticket says and its code, with everything folded, and nothing to tap", async () => {
    await begin({ colorScheme: "dark" });
    await page.goto(claim);
    const numbers = await page.locator(".number strong").allTextContents();
    expect(numbers).to.not.deep.equal([]);
    await inFolder(async (folder) => {
      const file = join(folder, "page.pdf");
      await page.pdf({ path: file, format: "A4" });
      const run = promisify(execFile);
      const text = (await run("pdftotext", ["-layout", file, "-"])).stdout;
      for (const number of numbers) expect(text).to.contain(number);
      for (const title of await page.locator("h2[id^=title]").allTextContents()) {
        expect(text.replaceAll(/\s+/g, " ")).to.contain(title);
      }
      expect(text).to.not.match(/Legg til i|Annen telefon|Gi tilbake/);
      await run("pdftoppm", ["-r", "150", "-png", file, join(folder, "page")]);
      const pictures = (await readdir(folder)).filter((name) => name.endsWith(".png"));
      const read = await Promise.all(
        pictures.map(async (name) => {
          // It fails for a sheet without any code.
          const none = () => ({ stdout: "" });
          const { stdout } = await run("zbarimg", ["-q", "--raw", join(folder, name)]).catch(none);
          return stdout.trim().split("\n").filter(Boolean);
        }),
      );
      expect(read.flat()).to.have.length(numbers.length);
    });
  });

  describe("by weight", () => {
    /** A claim link with tickets of the demo's offers in turn, each with its template's picture. */
    async function claimOfMany(count: number): Promise<string> {
      const { deps } = service;
      const { id, reference } = await aRecipient(deps.db);
      const ids = await deps
        .db("offers")
        .where({ state: "open" })
        .orderBy("id")
        .pluck<string[]>("id");
      for (let index = 0; index < count; index += 1) {
        const offer = await findOffer(deps.db, ids[index % ids.length] ?? "");
        if (!offer) throw new Error("no such offer");
        await aPass(deps.db, { offer, recipientId: id });
      }
      const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
      const { url } = await renewClaimLink(deps, { actor, reference });
      return url;
    }

    /** Bytes on the wire, headers included, of the page, its pages after the first, and all they load. */
    async function weigh(url: string): Promise<number> {
      await begin({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
      let bytes = 0;
      const sizes: Promise<void>[] = [];
      page.on("requestfinished", (request) => {
        sizes.push(
          request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
            bytes += responseBodySize + responseHeadersSize;
          }),
        );
      });
      await page.goto(url);
      for (;;) {
        // Those below the edge of the screen too.
        await page.evaluate("for (const image of document.images) image.loading = 'eager'");
        await expectImagesLoaded(page);
        const next = page.getByRole("link", { name: "Neste side" });
        if ((await next.count()) === 0) break;
        await page.goto(new URL((await next.getAttribute("href")) ?? "", url).href);
      }
      await Promise.all(sizes);
      return bytes;
    }

    const budgets: [tickets: number, kilobytes: number][] = [
      [1, 60],
      [12, 150],
    ];
    for (const [count, kilobytes] of budgets) {
      it(`the page with ${count} tickets weighs less than ${kilobytes} KB on the wire`, async () => {
        const bytes = await weigh(await claimOfMany(count));
        console.log(`      (${count}: ${Math.round(bytes / 1000)} KB)`);
        expect(bytes).to.be.within(1000, kilobytes * 1000);
      });
    }
  });

  it("holder pages are kept by no cache, indexed by nobody, and give their address to nobody", async () => {
    await begin();
    const { headers } = await fetch(claim);
    expect(headers.get("cache-control")).to.contain("no-store");
    expect(headers.get("x-robots-tag")).to.contain("noindex");
    expect(headers.get("referrer-policy")).to.equal("no-referrer");
    expect(headers.get("content-security-policy")).to.contain("default-src 'none'");
  });

  it("load nothing from anywhere else", async () => {
    await begin();
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(service.url) && !request.url().startsWith("data:")) {
        elsewhere.push(request.url());
      }
    });
    await page.goto(claim);
    expect(elsewhere).to.deep.equal([]);
  });

  it("let a ticket be given back, after a question, and taken again for a while", async () => {
    await begin({ javaScriptEnabled: true });
    await page.goto(claim);
    const before = await page.getByRole("article").count();
    const ask = async () => {
      await page.getByText("Kan ikke bruke den?").first().click();
      await page
        .getByRole("link", { name: /^Gi tilbake billetten/ })
        .first()
        .click();
    };
    await ask();
    await expectSound(page);
    await page.getByRole("link", { name: "Nei, behold den" }).click();
    for (const undo of [true, false]) {
      await ask();
      await page.getByRole("button", { name: "Ja, gi den tilbake" }).click();
      await page.getByText("Takk! Du kan angre i ti minutter.").waitFor();
      await page.getByText(/^Billetten gis tilbake kl\. \d\d[.:]\d\d\.$/).waitFor();
      await expectSound(page);
      if (undo) {
        await page.getByRole("button", { name: /^Angre/ }).click();
        await page.getByText("Du har billetten fortsatt.").waitFor();
        expect(await page.getByRole("button", { name: /^Angre/ }).count()).to.equal(0);
      }
    }
    expect(await page.getByRole("article").count()).to.equal(before);
    const { clock } = service.deps;
    const later = { now: () => new Date(clock.now().getTime() + 600_000) };
    await returnDuePasses({ ...service.deps, clock: later });
    await page.reload();
    expect(await page.getByRole("listitem").filter({ hasText: "Gitt tilbake" }).count()).to.equal(
      1,
    );
  });

  it("holder pages do not let anybody give back somebody else's ticket", async () => {
    await begin();
    const other = service.demo.claimUrls[2] ?? "";
    await page.goto(other);
    const href = await page.locator("a[href*='/return']").first().getAttribute("href");
    const serial = /\/([\w-]{22})\/return/.exec(href ?? "")?.[1] ?? "";
    expect(serial).to.have.length(22);
    for (const path of ["return", "return/undo"]) {
      const answer = await fetch(`${claim}/${serial}/${path}`, { method: "POST" });
      expect(answer.status).to.equal(404);
    }
  });

  it("open by a code, typed as people type, and say so when it is wrong", async () => {
    await begin();
    await page.goto(`${service.url}/t`);
    await page.getByLabel("Koden din").fill("AAAA-BBBB-CCCC");
    await page.getByRole("button", { name: "Vis billettene" }).click();
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    const { deps } = service;
    const token = claim.split("/t/")[1] ?? "";
    const recipientId = (await getClaimedTickets(deps, { token }))?.holderId ?? "";
    const { code } = await deps.db.transaction((trx) =>
      ensureClaimLink(trx, deps.keyRing, recipientId),
    );
    await page.getByLabel("Koden din").fill(` ${code.toLowerCase().replaceAll("-", " ")} `);
    await page.getByRole("button", { name: "Vis billettene" }).click();
    await page.waitForURL(claim);
  });

  it("say it when every ticket has ended", async () => {
    const token = (service.demo.claimUrls[2] ?? "").split("/t/")[1] ?? "";
    const link = await getClaimedTickets(service.deps, { token });
    if (!link) throw new Error("no such link");
    for (const { serialNumber } of link.tickets) {
      await giveBack(service.deps, { recipientId: link.holderId, serialNumber });
    }
    await begin();
    await page.goto(`${service.url}/t/${token}?lang=nb`);
    await page.getByRole("heading", { name: "Ingen gyldige billetter" }).waitFor();
    expect(await page.getByRole("link", { name: /Wallet/ }).count()).to.equal(0);
    await expectAccessible(page);
  });

  it("tell a stranger with a wrong link nothing but that", async () => {
    await begin();
    const answer = await page.goto(`${service.url}/t/${"x".repeat(43)}`);
    expect(answer?.status()).to.equal(404);
    await page.getByRole("heading", { name: "Vi finner ikke billettene" }).waitFor();
    await page.getByRole("link", { name: "Hent billetter" }).click();
    await page.getByLabel("Koden din").waitFor();
  });

  describe("without coverage", () => {
    let line: Line;
    const linesOf = (link: string) => {
      const { pathname, search } = new URL(link);
      return new URL(pathname + search, line.url).href;
    };

    beforeEach(async () => {
      line = await layLine(service.url);
      await begin({ viewport: { width: 390, height: 844 } });
    });
    afterEach(() => line.close());

    /** Opens the link and waits until all of it is kept; returns its path. */
    async function keep(link: string): Promise<string> {
      await page.goto(linesOf(link));
      const codes = await page.locator("a[data-code]").count();
      const path = new URL(link).pathname;
      await eventually("the tickets are kept", async () => {
        const kept = (await keptPaths()).filter((each) => each.startsWith(`tickets ${path} `));
        const screens = kept.filter((each) => each.endsWith("/code"));
        return kept.includes(`tickets ${path} ${path}`) && screens.length === codes;
      });
      return path;
    }
    /** Paths that are kept on the device, by the name of their cache. */
    const keptPaths = () =>
      page.evaluate<string[]>(`(async () => {
        const names = await caches.keys();
        const kept = await Promise.all(names.map(async (name) =>
          (await (await caches.open(name)).keys()).map(({ url }) => name + " " + new URL(url).pathname)));
        return kept.flat();
      })()`);
    const age = () => page.getByText(/^Uten dekning\. Slik var billettene \d/);

    it("a claim link opens without coverage, says how old it is, and shows codes that a scanner reads", async () => {
      await keep(claim);
      expect(await age().count()).to.equal(1);
      expect(await age().isVisible()).to.equal(false);
      await line.cut();
      await page.reload();
      await age().waitFor();
      await expectSound(page);
      await expectImagesLoaded(page);
      await page.getByText("Uten Wallet").first().click();
      await page
        .getByRole("link", { name: /^Vis koden/ })
        .first()
        .click();
      await age().waitFor();
      const [found] = await readBarcodeIn(await page.screenshot());
      expect(found?.[1]).to.match(/^J2/);
      await page.getByRole("link", { name: "Til billettene mine" }).click();
      await page.getByRole("heading", { level: 1, name: /^Billett/ }).waitFor();
      await line.mend();
      await page.evaluate("dispatchEvent(new Event('online'))");
      await eventually("the page is fresh again", async () => !(await age().isVisible()));
    });

    it("a claim link opened in another language is in that language without coverage, from the first time on", async () => {
      await keep(`${claim}?lang=en`);
      await line.cut();
      await page.reload();
      await page.getByText(/^Offline\. This is how the tickets were on \d/).waitFor();
      await page.getByRole("heading", { name: "Your tickets" }).waitFor();
    });

    it("a code that was never opened says without coverage what to do, and works without once it was opened", async () => {
      const { deps } = service;
      const { id: recipientId, reference } = await aRecipient(deps.db);
      const claimUntil = new Date(deps.clock.now().getTime() + 86_400_000);
      await aPass(deps.db, { recipientId, claimUntil });
      const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
      const { url } = await renewClaimLink(deps, { actor, reference });
      await keep(url);
      const open = async () => {
        await page.getByText("Uten Wallet").click();
        await page.getByRole("button", { name: /^Vis koden/ }).click();
      };
      await line.cut();
      await open();
      await age().waitFor();
      await page.getByText("Uten Wallet").click();
      await page.getByText("Åpne koden én gang mens du har dekning.").waitFor();
      await page.emulateMedia({ media: "print" });
      expect(await page.getByText("Koden er ikke med på dette arket.").isVisible()).to.equal(true);
      await page.emulateMedia({ media: "screen" });
      await line.mend();
      await page.goto(linesOf(url));
      await open();
      await page.getByRole("img", { name: /^Kode for/ }).waitFor();
      await line.cut();
      await page.reload();
      await age().waitFor();
      const [found] = await readBarcodeIn(await page.screenshot());
      expect(found?.[1]).to.match(/^J2/);
    });

    it("nothing of one claim link is kept or shown under another", async () => {
      const one = await keep(claim);
      const other = await keep(service.demo.claimUrls[1] ?? "");
      const kept = await keptPaths();
      for (const [own, foreign] of [
        [one, other],
        [other, one],
      ] as const) {
        const its = kept.filter((each) => each.startsWith(`tickets ${own} `));
        expect(its.some((each) => each.endsWith(` ${own}`))).to.equal(true);
        expect(its.filter((each) => each.includes(` ${foreign}`))).to.deep.equal([]);
      }
      await line.cut();
      for (const [own, foreign] of [
        [one, other],
        [other, one],
      ] as const) {
        await page.goto(new URL(own, line.url).href);
        await age().waitFor();
        const html = await page.content();
        expect(html).to.contain(`${own}/`).and.not.to.contain(foreign);
      }
    });

    it("a revoked ticket shows so at the next coverage and from then on without it, and its code is kept no more", async () => {
      const { deps } = service;
      const { id: recipientId, reference } = await aRecipient(deps.db);
      const first = await getClaimedTickets(deps, { token: claim.split("/t/")[1] ?? "" });
      const offer = await findOffer(deps.db, first?.tickets[0]?.offerId ?? "");
      if (!offer) throw new Error("no such offer");
      const { serialNumber } = await aPass(deps.db, { offer, recipientId });
      const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
      const { url } = await renewClaimLink(deps, { actor: officer, reference });
      await keep(url);
      await revokePass(deps, { actor: officer, serialNumber, reason: "Feil" });
      const isOver = page.getByText("Ikke lenger gyldig");
      await page.reload();
      await isOver.waitFor();
      await eventually("the code is dropped", async () =>
        (await keptPaths()).every((path) => !path.endsWith("/code")),
      );
      await line.cut();
      await page.reload();
      await age().waitFor();
      await isOver.waitFor();
      await line.mend();
      await renewClaimLink(deps, { actor: officer, reference });
      await page.reload();
      await page.getByRole("heading", { name: "Vi finner ikke billettene" }).waitFor();
      expect(await keptPaths()).to.deep.equal([]);
    });

    it("a holder removes the tickets from a device that others use", async () => {
      const path = await keep(claim);
      await page.getByRole("button", { name: "Fjern billettene fra denne enheten" }).click();
      await page.getByRole("heading", { name: "Hent billetter" }).waitFor();
      expect(await keptPaths()).to.deep.equal([]);
      await line.cut();
      const opened: unknown = await page.goto(new URL(path, line.url).href).catch(() => undefined);
      expect(opened).to.equal(undefined);
    });
  });
});
