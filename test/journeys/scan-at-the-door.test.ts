import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { BrowserContext, Page, Route } from "playwright-core";
import { redeem } from "../../src/actions/door/redeem.ts";
import { findPass } from "../../src/db/passes/passes.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { expectAccessible, useBrowser } from "../support/browser.ts";
import { anOffer, aPass } from "../support/builders.ts";
import { cameraFilm, everyLook } from "../support/camera-film.ts";
import { useDatabase } from "../support/database.ts";
import { hasFocus, tabTo } from "../support/keyboard.ts";
import { aDoor, aScan, barcodeOf } from "../support/scans.ts";
import { useServer } from "../support/server.ts";

const redemptions = "**/api/v1/redemptions";

describe("scanning at the door", function () {
  this.timeout(120_000);
  const film = join(tmpdir(), `join-film-${process.pid}.mjpeg`);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser({
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  let context: BrowserContext | undefined;

  afterEach(async () => {
    await context?.close();
    context = undefined;
  });
  after(() => rm(film, { force: true }));

  async function aTicket(terms: Partial<Offer> = {}) {
    const offer = await anOffer(database.db, terms);
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    return { ...door, offer, serialNumber, barcode: barcodeOf(serialNumber, offer) };
  }

  /** A volunteer's phone, on which the entrance's code has been read. */
  async function aPhone(fragment: string, options: Parameters<typeof browser.open>[0] = {}) {
    const viewport = { width: 390, height: 844 };
    // What moves would be measured by axe half-way.
    // Without a manifest it decides nothing by itself, however slow this machine is; and a request that a
    // service worker sees cannot be held up. door-without-coverage.test.ts has both.
    const usual = { viewport, reducedMotion: "reduce", serviceWorkers: "block" } as const;
    context = await browser.open({ ...usual, ...options });
    await context.route("**/door/manifest*", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${server.url}/door${fragment}`);
    return page;
  }

  const answer = (page: Page, heading: string | RegExp) =>
    page.getByRole("dialog", { name: heading }).waitFor();

  /** As a hand-held scanner does, wherever the focus is. */
  async function type(page: Page, code: string): Promise<void> {
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
  }

  /** A tap that comes at once was meant for what stood there before. */
  async function dismiss(page: Page): Promise<void> {
    await page.waitForTimeout(450);
    await page.keyboard.press("Enter");
    await page.locator("#answer").waitFor({ state: "hidden" });
  }

  const counted = async (offer: Offer) =>
    (await database.owner("redemptions").where({ offer_id: offer.id, accepted: true })).length;

  it("the scanner says yes to a ticket before the camera, and asks when it comes again", async () => {
    const { offer, token, barcode } = await aTicket();
    await writeFile(film, await cameraFilm(barcode));
    const page = await aPhone(`?lang=nb#${token}`);
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url)) elsewhere.push(request.url());
    });
    expect(page.url(), "the token has left the address").to.equal(`${server.url}/door?lang=nb`);
    await page.getByRole("button", { name: "Start kameraet" }).click();
    await answer(page, "Slipp inn 1");
    expect(await page.locator("#answer").innerText()).to.include(offer.title.nb);
    expect(await page.getByRole("img", { name: "Gyldig", exact: true }).isVisible()).to.equal(true);
    // Last: it takes longer than the answer stays, where the machine is busy.
    await expectAccessible(page);
    // Makes room by itself, and the code comes into view again.
    await answer(page, "Nettopp lest her");
    expect(await page.getByRole("img", { name: "Spørsmål" }).isVisible()).to.equal(true);
    await expectAccessible(page);
    expect(await counted(offer)).to.equal(1);
    expect(elsewhere, "what the decoder needs is ours").to.deep.equal([]);
    await page.mouse.click(200, 100);
    await page.locator("video").waitFor();
    await expectAccessible(page);
  });

  for (const look of everyLook.filter((each) => each !== "on a screen")) {
    it(`the scanner reads a code that is held up ${look}`, async () => {
      const { offer, token, barcode } = await aTicket();
      await writeFile(film, await cameraFilm(barcode, { look }));
      const page = await aPhone(`?lang=nb#${token}`);
      await page.getByRole("button", { name: "Start kameraet" }).click();
      await answer(page, "Slipp inn 1");
      expect(await counted(offer)).to.equal(1);
    });
  }

  it("the scanner uses the phone's own reader, torch and wake lock where it has them", async () => {
    const { token } = await aTicket();
    const page = await aPhone(`#${token}`);
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await page.evaluate(`globalThis.BarcodeDetector = class {
        static getSupportedFormats = () => Promise.resolve(["qr_code"]);
        detect = () => Promise.resolve([{ rawValue: "4012345678901" }]);
      };
      navigator.wakeLock.request = (what) => Promise.resolve((globalThis.awake = what));
      MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
      MediaStreamTrack.prototype.applyConstraints = ({ advanced: [{ torch }] }) =>
        Promise.resolve((globalThis.torch = torch));`);
    await page.getByRole("button", { name: "Start kameraet" }).click();
    await answer(page, "Ukjent kode");
    await dismiss(page);
    const torch = page.getByRole("switch", { name: "Lys" });
    for (const lit of [true, false]) {
      await torch.click();
      expect(await torch.getAttribute("aria-checked")).to.equal(String(lit));
      expect(await page.evaluate("torch")).to.equal(lit);
    }
    expect(await page.evaluate("awake")).to.equal("screen");
    expect(
      loaded.filter((path) => !path.startsWith("/api/v1/door")),
      "no decoder, and the code in view once",
    ).to.deep.equal(["/api/v1/redemptions"]);
  });

  it("the scanner asks how many come in, and takes the answer from the keyboard alone", async () => {
    const { offer, token, barcode } = await aTicket({ companions: 2, uses: 5 });
    const other = barcodeOf((await aPass(database.db, { offer })).serialNumber, offer);
    const page = await aPhone(`#${token}`);
    await type(page, barcode);
    await answer(page, "Hvor mange går inn?");
    await expectAccessible(page);
    expect(await page.locator("#question .numbers").innerText()).to.match(/^1\s+2\s+3$/);
    expect(await page.locator("#question .said").innerText()).to.equal("Dagskort i skitrekket");
    // Some scanners send Enter twice, and a code that is scanned now has digits: no number is chosen yet.
    await page.keyboard.press("Enter");
    await type(page, barcode);
    await page.waitForTimeout(200);
    await answer(page, "Hvor mange går inn?");
    await page.keyboard.press("4");
    await page.keyboard.press("3");
    await answer(page, "Slipp inn 3");
    expect(await page.locator("#answer").innerText()).to.include("4 ganger igjen");

    // The next ticket may be scanned while the answer still stands.
    await type(page, barcode);
    await answer(page, "Nettopp lest her");
    await expectAccessible(page);
    await page.waitForTimeout(450);
    await tabTo(page, page.getByRole("button", { name: "Slipp inn én gang til" }));
    await page.keyboard.press("Enter");
    await answer(page, "Hvor mange går inn?");
    await tabTo(page, page.getByRole("button", { name: "2", exact: true }));
    await page.keyboard.press("Enter");
    await answer(page, "Slipp inn 2");
    await dismiss(page);
    expect(await page.locator("#latest li").allInnerTexts())
      .to.have.length(2)
      .and.satisfy(([latest]: [string]) =>
        /✓ Gyldig\s+Dagskort i skitrekket, 2\s+Angre$/.test(latest),
      );
    await expectAccessible(page);
    await type(page, other);
    await answer(page, "Hvor mange går inn?");
    await page.keyboard.press("Escape");
    await page.locator("#question").waitFor({ state: "hidden" });
    expect(await hasFocus(page.locator("#code"))).to.equal(true);
    expect(await page.locator("#latest li").count(), "nothing was counted").to.equal(2);
    expect(await counted(offer)).to.equal(2);
  });

  it("sounds differently for yes and no, and not at all once it is told so", async () => {
    const { token, barcode } = await aTicket();
    const page = await aPhone(`#${token}`);
    await page.evaluate(`globalThis.tones = []; const Own = OscillatorNode;
      globalThis.OscillatorNode = class extends Own { constructor(audio, how) { super(audio, how); tones.push(how.frequency); } }`);
    const heard = () => page.evaluate<number[]>("tones.splice(0)");
    await type(page, barcode);
    await answer(page, "Slipp inn 1");
    const yes = await heard();
    await type(page, barcode);
    await answer(page, "Nettopp lest her");
    const again = await heard();
    await type(page, "4012345678901");
    await answer(page, "Ukjent kode");
    const no = await heard();
    expect(new Set([yes, again, no].map(String)).size).to.equal(3);
    for (const tones of [yes, again, no]) expect(tones).to.not.be.empty;
    await dismiss(page);
    await page.getByRole("switch", { name: "Lyd" }).click();
    await type(page, "4012345678901");
    await answer(page, "Ukjent kode");
    expect(await heard()).to.deep.equal([]);
    await page.reload();
    const sound = page.getByRole("switch", { name: "Lyd" });
    expect(await sound.getAttribute("aria-checked")).to.equal("false");
  });

  it("the scanner keeps asking without coverage, with the same scan, which counts once", async () => {
    const { offer, token, barcode } = await aTicket({ uses: 3 });
    const page = await aPhone(`#${token}`);
    const ids: string[] = [];
    const handle = async (route: Route) => {
      ids.push((route.request().postDataJSON() as { scanId: string }).scanId);
      if (ids.length > 1) {
        await route.continue();
        return;
      }
      // It arrives, and its answer is lost.
      await route.fetch();
      await route.abort();
    };
    await page.route(redemptions, handle);
    await type(page, barcode);
    await answer(page, "Ingen dekning");
    await expectAccessible(page);
    await answer(page, "Slipp inn 1");
    expect(ids).to.have.length(2);
    expect(new Set(ids).size).to.equal(1);
    expect(await counted(offer)).to.equal(1);
  });

  it("the scanner takes a scan that was given up and comes again for the same one", async () => {
    const { offer, token, barcode } = await aTicket();
    const page = await aPhone(`#${token}`);
    const arrived = new Promise<void>((resolve) => {
      void page.route(redemptions, async (route) => {
        await route.fetch();
        await route.abort();
        resolve();
      });
    });
    await type(page, barcode);
    await arrived;
    await page.waitForTimeout(450);
    await page.getByRole("button", { name: "Avbryt" }).click();
    await page.unroute(redemptions);
    await type(page, barcode);
    await answer(page, "Slipp inn 1");
    expect(await counted(offer)).to.equal(1);
  });

  it("the scanner sends a scan again after the seconds in Retry-After when the service is crowded", async () => {
    const { token, barcode } = await aTicket();
    const page = await aPhone(`#${token}`);
    const events: string[] = [];
    await page.route(redemptions, async (route) => {
      events.push("sent");
      if (events.length > 1) await route.continue();
      else await route.fulfill({ status: 503, headers: { "retry-after": "2" }, body: "{}" });
    });
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await type(page, barcode);
    await answer(page, "Det er mange akkurat nå");
    await page.clock.runFor(1_999);
    // A request that the page had made by now would come before this one.
    await page.evaluate(() => fetch("/door"));
    events.push("almost 2 seconds");
    await page.clock.runFor(1);
    await answer(page, "Slipp inn 1");
    expect(events).to.deep.equal(["sent", "almost 2 seconds", "sent"]);
  });

  it("the scanner takes a second scan while the first is asked for one of its own", async () => {
    const { offer, token, barcode } = await aTicket();
    const second = barcodeOf((await aPass(database.db, { offer })).serialNumber, offer);
    const page = await aPhone(`#${token}`);
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const codes: string[] = [];
    await page.route(redemptions, async (route) => {
      codes.push((route.request().postDataJSON() as { code: string }).code);
      await released;
      await route.continue();
    });
    await type(page, barcode);
    await answer(page, "Sjekker …");
    await type(page, second);
    release();
    await page.locator("#latest li").nth(1).waitFor({ state: "attached" });
    expect(codes).to.deep.equal([barcode, second]);
    expect(await counted(offer)).to.equal(2);
  });

  it("the scanner takes codes as other keyboard layouts, Caps Lock and identifiers change them", async () => {
    const german: Record<string, string> = { Y: "Z", Z: "Y" };
    const typed: [how: string, text: (code: string) => string, end: "Enter" | "Tab"][] = [
      ["under Caps Lock", (code) => code.toLowerCase(), "Enter"],
      ["on a German layout", (code) => code.replace(/[YZ]/g, (key) => german[key] ?? key), "Enter"],
      ["with an identifier, ended by Tab", (code) => `]Q1${code}`, "Tab"],
    ];
    const { offer, token } = await aTicket();
    const page = await aPhone(`#${token}`);
    for (const [how, text, end] of typed) {
      const { serialNumber } = await aPass(database.db, { offer });
      await page.keyboard.type(text(barcodeOf(serialNumber, offer)));
      await page.keyboard.press(end);
      await page
        .getByRole("dialog", { name: "Slipp inn 1" })
        .waitFor()
        .catch((error: unknown) => {
          throw new Error(how, { cause: error });
        });
      await dismiss(page);
    }
  });

  it("the scanner takes a ticket number from large keys, and has an answer for one that is wrong or refused for a reason of a later release", async () => {
    const { token, serialNumber } = await aTicket();
    const { ticketNumber = "" } = (await findPass(database.db, serialNumber)) ?? {};
    const page = await aPhone(`?lang=nb#${token}`);
    await page.getByText("Taster for billettnummer").click();
    await expectAccessible(page);
    const press = async (keys: string) => {
      for (const key of keys) await page.locator(`#keypad [value="${key}"]`).click();
    };
    await press(`${ticketNumber ?? ""}7`);
    await page.getByRole("button", { name: "Slett siste siffer" }).click();
    expect(await page.locator("#code").inputValue()).to.match(/^\d{3} \d{3} \d{3}$/);
    await page.locator("#keypad").getByRole("button", { name: "Sjekk" }).click();
    await answer(page, "Slipp inn 1");
    await dismiss(page);
    await page.route(redemptions, (route) => route.fulfill({ status: 429, body: "{}" }));
    await type(page, "000005724");
    await answer(page, "For mange forsøk");
    await dismiss(page);
    await page.unroute(redemptions);
    const json = { accepted: false, reason: "known_to_a_later_release" };
    await page.route(redemptions, (route) => route.fulfill({ json }));
    await type(page, "000005724");
    await answer(page, "Ikke gyldig");
  });

  it("the scanner undoes a scan from its answer and from the list, and counts who came in today", async () => {
    const { offer, token, barcode } = await aTicket({ companions: 1 });
    await database.owner("door_devices").where({ provider_id: offer.providerId }).update({
      name: "Heisen",
    });
    const page = await aPhone(`?lang=nb#${token}`);
    const today = page.locator(".about");
    await today.filter({ hasText: "Heisen Sluppet inn i dag: 0" }).waitFor();
    for (const from of ["the answer", "the list"]) {
      await type(page, barcode);
      await page.getByRole("button", { name: "2", exact: true }).click();
      await answer(page, "Slipp inn 2");
      await today.filter({ hasText: "Sluppet inn i dag: 2" }).waitFor({ state: "attached" });
      if (from === "the list") await dismiss(page);
      else await page.waitForTimeout(450);
      const place = page.locator(from === "the list" ? "#latest" : "#answer");
      await place.getByRole("button", { name: "Angre", exact: true }).first().click();
      await answer(page, "Angret");
      await expectAccessible(page);
      await dismiss(page);
      await today.filter({ hasText: "Sluppet inn i dag: 0" }).waitFor();
    }
    expect(await counted(offer), "accepted scans stay, and their undos beside them").to.equal(2);
    await page.route("**/undo", (route) => route.fulfill({ status: 409, body: "{}" }));
    await type(page, barcode);
    await page.getByRole("button", { name: "1", exact: true }).click();
    await answer(page, "Slipp inn 1");
    await page.waitForTimeout(450);
    await page.locator("#answer").getByRole("button", { name: "Angre", exact: true }).click();
    await answer(page, "Ikke angret");
  });

  it("the scanner says how long ago a ticket was used elsewhere", async () => {
    const { offer, serialNumber, token, barcode } = await aTicket();
    const elsewhere = await aDoor(database.db, offer.providerId);
    await redeem(server.deps, aScan(elsewhere, barcode));
    await database
      .owner("redemptions")
      .where({ serial_number: serialNumber })
      .update({ scanned_at: new Date(server.deps.clock.now().getTime() - 2.5 * 3_600_000) });
    const page = await aPhone(`?lang=nb#${token}`);
    await type(page, barcode);
    await answer(page, "Allerede brukt");
    expect(await page.locator("#answer").innerText()).to.include("Brukt for 2 timer siden");
  });

  it("the scanner says before the first ticket that its entrance is unknown or was removed", async () => {
    const page = await aPhone(`#${"A".repeat(43)}`);
    await page.getByRole("heading", { name: "Inngangen er stengt" }).waitFor();
  });

  it("the scanner says in the last month when its token ends, and not before", async () => {
    const { offer, token } = await aTicket();
    // The browser's clock is no test's.
    const [now, { clock }] = [new Date(), server.deps];
    const before = clock.now();
    clock.set(now);
    for (const [days, warning] of [
      [31, /^$/],
      [29, /^Inngangen virker til \d+\. \w+ \d{4}\. Si fra til den som er ansvarlig\.$/],
    ] as const) {
      const expires_at = new Date(now.getTime() + days * 86_400_000);
      await database
        .owner("door_devices")
        .where({ provider_id: offer.providerId })
        .update({ expires_at });
      const page = await aPhone(`?lang=nb#${token}`);
      await page.locator(".count", { hasText: "Sluppet inn i dag: 0" }).waitFor();
      expect(await page.locator(".ending").innerText()).to.match(warning);
    }
    clock.set(before);
  });

  it("the scanner says that the phone's clock is wrong, and not of a small error", async () => {
    const { token } = await aTicket();
    const page = await aPhone(`?lang=nb#${token}`);
    await page.locator(".count").filter({ hasText: "0" }).waitFor();
    expect(await page.locator(".clock").innerText()).to.equal("");
    await page.clock.setFixedTime(Date.now() + 10 * 60_000);
    await page.reload();
    await page.locator(".clock").filter({ hasText: "går 10 minutter feil" }).waitFor();
  });

  it("the scanner clips nothing at 320 pixels and twice the text", async () => {
    const { offer, token, barcode } = await aTicket({ companions: 20, uses: null });
    const other = barcodeOf((await aPass(database.db, { offer })).serialNumber, offer);
    const page = await aPhone(`?lang=nb#${token}`, { viewport: { width: 320, height: 568 } });
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    const expectNoClipping = async (where: string) => {
      const wide = await page.evaluate<string[]>(`
        [...document.querySelectorAll("body, body *")]
          .filter((each) => each.checkVisibility() && !each.closest("video"))
          .filter((each) => {
            const { left, right } = each.getBoundingClientRect();
            return right > 320.5 || left < -0.5;
          })
          .map((each) => each.outerHTML.slice(0, 80))`);
      expect(wide, where).to.deep.equal([]);
    };
    await page.getByText("Taster for billettnummer").click();
    await expectNoClipping("the page");
    await type(page, barcode);
    await answer(page, "Hvor mange går inn?");
    await expectNoClipping("the question");
    await page.getByRole("button", { name: "21", exact: true }).click();
    await answer(page, "Slipp inn 21");
    await expectNoClipping("yes");
    await type(page, barcode);
    await answer(page, "Nettopp lest her");
    await expectNoClipping("again");
    await type(page, "4012345678901");
    await answer(page, "Ukjent kode");
    await expectNoClipping("no");
    await page.route(redemptions, (route) => route.abort());
    await type(page, other);
    await answer(page, "Ingen dekning");
    await expectNoClipping("no coverage");
  });

  it("calls what the service cannot read no ticket", async () => {
    const { token } = await aTicket();
    const page = await aPhone(`?lang=en#${token}`);
    await page.route(redemptions, (route) => route.fulfill({ status: 422, body: "{}" }));
    await type(page, "x");
    await answer(page, "Not a ticket");
  });

  it("the scanner is over when the entrance is closed", async () => {
    const { doorDeviceId, token, barcode } = await aTicket();
    const page = await aPhone(`#${token}`);
    await database.owner("door_devices").where({ id: doorDeviceId }).update({ revoked_at: "now" });
    await type(page, barcode);
    await page.getByRole("heading", { name: "Inngangen er stengt" }).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("heading", { name: /ikke knyttet til en inngang/ }).waitFor();
    await expectAccessible(page);
    expect(await page.getByRole("button").count()).to.equal(0);
  });

  it("the scanner remembers its entrance until it is told to forget it, after a question", async () => {
    const { token } = await aTicket();
    const page = await aPhone(`#${token}`);
    const leave = page.getByRole("button", { name: "Bruk telefonen til noe annet" });
    await page.goto(`${server.url}/door`);
    await leave.click();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Nei/ }).click();
    await leave.click();
    await type(page, "4012345678901");
    await leave.click();
    await page.getByRole("button", { name: /^Ja/ }).click();
    await page.getByRole("heading", { name: /ikke knyttet til en inngang/ }).waitFor();
    await page.goto(`${server.url}/door`);
    await page.getByRole("heading", { name: /ikke knyttet til en inngang/ }).waitFor();
  });

  for (const [what, name, said] of [
    ["may not be used", "NotAllowedError", /får ikke bruke kameraet/],
    ["is missing", "NotFoundError", /Fant ikke noe kamera/],
  ] as const) {
    it(`the scanner says so when the camera ${what}, and takes what is typed`, async () => {
      const { token, barcode } = await aTicket();
      const page = await aPhone(`#${token}`);
      await page.evaluate(
        `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "${name}"))`,
      );
      await page.getByRole("button", { name: "Start kameraet" }).click();
      await page.getByRole("status").filter({ hasText: said }).waitFor();
      await expectAccessible(page);
      await type(page, barcode);
      await answer(page, "Slipp inn 1");
    });
  }

  it("the scanner says what it needs where scripts do not run", async () => {
    const page = await aPhone("", { javaScriptEnabled: false });
    expect(await page.locator("main").innerText()).to.equal(
      "Siden trenger JavaScript. Slå det på, eller åpne siden i en annen nettleser.",
    );
  });
});
