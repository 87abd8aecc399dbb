import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { expectAccessible, openProfile, useBrowser } from "../support/browser.ts";
import { anOffer, aPass } from "../support/builders.ts";
import { cameraFilm } from "../support/camera-film.ts";
import { useDatabase } from "../support/database.ts";
import { layLine, type Line } from "../support/line.ts";
import { someOwnCodes } from "../support/own-codes.ts";
import { aDoor, barcodeOf } from "../support/scans.ts";
import { useServer } from "../support/server.ts";

const day = 24 * 3_600_000;

describe("the scanner without coverage", function () {
  this.timeout(60_000);
  const film = join(tmpdir(), `join-offline-film-${process.pid}.mjpeg`);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser({
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });

  const lines: Line[] = [];

  // The page's clock is this machine's.
  beforeEach(() => {
    server.deps.clock.set(new Date());
  });
  afterEach(async () => {
    for (const line of lines.splice(0)) await line.close();
  });
  after(() => rm(film, { force: true }));

  /** The coverage of one phone. */
  async function aLine() {
    const line = await layLine(server.url);
    lines.push(line);
    return { ...line, door: new URL("/door", line.url).href };
  }
  type Coverage = Awaited<ReturnType<typeof aLine>>;

  async function anEntrance(terms: Partial<Offer> = {}) {
    const validity = { from: new Date(Date.now() - day), until: new Date(Date.now() + day) };
    const offer = await anOffer(database.db, { validity, quota: 10, ...terms });
    const { token, doorDeviceId } = await aDoor(database.db, offer.providerId);
    const aCode = async (pass: Omit<NonNullable<Parameters<typeof aPass>[1]>, "offer"> = {}) => {
      const { serialNumber } = await aPass(database.db, { offer, ...pass });
      return barcodeOf(serialNumber, offer);
    };
    return { offer, token, doorDeviceId, aCode };
  }

  const aContext = (options: Parameters<typeof browser.open>[0] = {}) =>
    browser.open({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", ...options });

  const coverage = (page: Page, text: string | RegExp) =>
    page.locator("#coverage").filter({ hasText: text }).waitFor();
  const ready = (page: Page) => coverage(page, "Klar, også uten dekning. Oppdatert akkurat nå.");
  const alone = (page: Page) => coverage(page, "Uten dekning: telefonen avgjør selv.");
  /** The coverage is back, and the phone notices. */
  async function back(page: Page, line: Coverage): Promise<void> {
    server.deps.clock.set(new Date());
    await line.mend();
    await page.evaluate("dispatchEvent(new Event('online'))");
  }
  /** Kept scans are sent at the page's next look at the network, which comes every twenty seconds at the latest. */
  const nothingWaits = (page: Page) =>
    page
      .locator("#coverage .waiting")
      .filter({ hasText: /^$/ })
      .waitFor({ state: "attached", timeout: 45_000 });

  /** A phone on which the entrance's code was read with coverage, and all of the page was loaded. */
  async function aPairedPhone(context: BrowserContext, { door }: Coverage, token: string) {
    const page = await context.newPage();
    await page.goto(`${door}?lang=nb#${token}`);
    await ready(page);
    return page;
  }

  const answer = (page: Page, heading: string | RegExp) =>
    page.getByRole("dialog", { name: heading }).waitFor();
  async function scan(page: Page, code: string, heading: string | RegExp): Promise<void> {
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
    await answer(page, heading);
  }
  async function dismiss(page: Page): Promise<void> {
    await page.waitForTimeout(450);
    await page.keyboard.press("Enter");
    await page.locator("#answer").waitFor({ state: "hidden" });
  }

  const counted = (offer: Offer) =>
    database
      .owner("counted_redemptions")
      .where({ offer_id: offer.id })
      .orderBy("scanned_at")
      .select<{ door_device_id: string; admitted: number }[]>("door_device_id", "admitted");

  it("the scanner opens, reads and decides from the first time without coverage, and sends when it is back", async () => {
    const { offer, token, aCode } = await anEntrance({ companions: 1 });
    const [filmed, other, revoked] = [
      await aCode(),
      await aCode(),
      await aCode({ state: "revoked" }),
    ];
    await writeFile(film, await cameraFilm(filmed));
    const cinema = await anOffer(database.db, {
      ...{ providerId: offer.providerId, validity: offer.validity, uses: 1 },
      parts: [
        { key: "entry", label: { nb: "Inngang" } },
        { key: "popcorn", label: { nb: "Popcorn" } },
      ],
    });
    const { serialNumber } = await aPass(database.db, { offer: cinema });
    const withParts = barcodeOf(serialNumber, cinema);
    const line = await aLine();
    const context = await aContext();
    const paired = await aPairedPhone(context, line, token);
    await scan(paired, withParts, "Gyldig. Hva krysses av?");
    await expectAccessible(paired);
    await paired.getByRole("button", { name: "Popcorn" }).click();
    await answer(paired, "Popcorn: 1");
    await paired.getByText("Igjen: Inngang").waitFor();
    await paired.close();
    await line.cut();
    const page = await context.newPage();
    await page.goto(line.door);
    await alone(page);
    await page.getByRole("button", { name: "Start kameraet" }).click();
    await answer(page, "Hvor mange går inn?");
    await page.keyboard.press("2");
    await answer(page, "Slipp inn 2");
    await page.reload();
    await coverage(page, "1 lesing venter på dekning.");
    await scan(page, filmed, "Nettopp lest her");
    await dismiss(page);
    await scan(page, revoked, "Gjelder ikke lenger");
    await dismiss(page);
    await scan(page, "J2ABC", "Ukjent kode");
    await dismiss(page);
    await scan(page, other, "Hvor mange går inn?");
    await page.keyboard.press("1");
    await answer(page, "Slipp inn 1");
    await dismiss(page);
    await scan(page, withParts, "Gyldig. Hva krysses av?");
    expect(await page.locator("#question .numbers button").allTextContents()).to.deep.equal([
      "Inngang",
    ]);
    await page.getByRole("button", { name: "Inngang" }).click();
    await answer(page, "Slipp inn 1");
    await page.getByText("Ingenting igjen").waitFor();
    await dismiss(page);
    await coverage(page, "5 lesinger venter på dekning.");
    await expectAccessible(page);
    expect(await counted(offer)).to.deep.equal([]);
    await back(page, line);
    await ready(page);
    await nothingWaits(page);
    expect((await counted(offer)).map(({ admitted }) => admitted)).to.deep.equal([2, 1]);
    const ticked = database.owner("part_uses").where({ offer_id: cinema.id });
    expect(await ticked.orderBy("scanned_at").pluck("part")).to.deep.equal([2, 1]);
    await context.close();
  });

  it("the scanner says of an unknown code, with and without coverage, that the venue's own gate may read it", async () => {
    const { token } = await anEntrance({ ownCodes: someOwnCodes });
    const [line, context] = [await aLine(), await aContext()];
    const page = await aPairedPhone(context, line, token);
    await scan(page, "AB12-34567", "Kan ikke avgjøres her");
    await expectAccessible(page);
    expect(await page.locator("#latest").textContent()).not.to.contain("Ikke gyldig");
    await dismiss(page);
    await line.cut();
    for (const code of ["AB12-34567", "48210093375"]) {
      await scan(page, code, "Kan ikke avgjøres her");
      await dismiss(page);
    }
    // Of the form of ours, which no gate of the venue's reads.
    await scan(page, `J2${"A".repeat(176)}`, "Ukjent kode");
    await context.close();
  });

  it("two scanners without coverage admit the same ticket, and together again it is one use and a question", async () => {
    const { offer, token, doorDeviceId, aCode } = await anEntrance();
    const other = await aDoor(database.db, offer.providerId);
    const code = await aCode();
    const phone = async (itsToken: string) => {
      const [context, line] = [await aContext(), await aLine()];
      return { context, line, page: await aPairedPhone(context, line, itsToken) };
    };
    const first = await phone(token);
    const second = await phone(other.token);
    for (const { line, page } of [first, second]) {
      await line.cut();
      await scan(page, code, "Slipp inn 1");
      await coverage(page, "1 lesing venter på dekning.");
    }
    // The later one arrives first.
    for (const { line, page } of [second, first]) {
      await back(page, line);
      await ready(page);
      await nothingWaits(page);
    }
    expect(await counted(offer)).to.deep.equal([{ door_device_id: doorDeviceId, admitted: 1 }]);
    const extra = await database
      .owner("extra_admissions")
      .join("redemptions", "redemptions.id", "extra_admissions.redemption_id")
      .where({ offer_id: offer.id })
      .select<object[]>("door_device_id", "extra_admissions.reason");
    expect(extra).to.deep.equal([{ door_device_id: other.doorDeviceId, reason: "used_up" }]);
    for (const { context } of [first, second]) await context.close();
  });

  it("the scanner keeps its scans through a browser that is killed", async () => {
    const { offer, token, aCode } = await anEntrance();
    const codes = [await aCode(), await aCode()];
    const line = await aLine();
    const profile = await mkdtemp(join(tmpdir(), "join-door-"));
    try {
      const context = await openProfile(profile);
      const page = await aPairedPhone(context, line, token);
      await line.cut();
      for (const code of codes) {
        await scan(page, code, "Slipp inn 1");
        await dismiss(page);
      }
      const closed = context.waitForEvent("close");
      for (const pid of processesWith(profile)) process.kill(pid, "SIGKILL");
      await closed;
      const again = await openProfile(profile);
      const reopened = await again.newPage();
      await reopened.goto(line.door);
      await coverage(reopened, "2 lesinger venter på dekning.");
      expect(await counted(offer)).to.deep.equal([]);
      await back(reopened, line);
      await nothingWaits(reopened);
      expect(await counted(offer)).to.have.length(2);
      await again.close();
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it("the scanner decides by itself where the network takes requests and answers none", async () => {
    const { offer, token, aCode } = await anEntrance({ uses: 3 });
    const line = await aLine();
    const context = await aContext();
    const page = await aPairedPhone(context, line, token);
    line.freeze();
    await scan(page, await aCode(), "Slipp inn 1");
    await dismiss(page);
    await alone(page);
    await page.reload();
    await coverage(page, "1 lesing venter på dekning.");
    await back(page, line);
    await nothingWaits(page);
    expect(await counted(offer)).to.have.length(1);
    await context.close();
  });

  it("a scan whose answer was lost counts once when the scanner has decided it by itself", async () => {
    const { offer, token, aCode } = await anEntrance({ uses: 3 });
    const line = await aLine();
    const context = await aContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    await page.goto(`${line.door}?lang=nb#${token}`);
    await coverage(page, "Oppdatert akkurat nå.");
    await page.route("**/api/v1/redemptions", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await scan(page, await aCode(), "Slipp inn 1");
    await back(page, line);
    await nothingWaits(page);
    expect(await counted(offer)).to.have.length(1);
    await context.close();
  });

  it("a scanner that was removed closes by itself, and keeps nothing to decide by", async () => {
    const { token, doorDeviceId } = await anEntrance();
    const line = await aLine();
    const context = await aContext();
    const page = await aPairedPhone(context, line, token);
    await database.owner("door_devices").where({ id: doorDeviceId }).update({ revoked_at: "now" });
    await back(page, line);
    await page.getByRole("heading", { name: "Inngangen er stengt" }).waitFor();
    const left = await page.evaluate<unknown[]>(`new Promise((resolve) => {
      indexedDB.open("door").onsuccess = ({ target }) => {
        const names = ["manifest", "token"];
        const transaction = target.result.transaction(names);
        const found = names.map((name) => transaction.objectStore(name).getAll());
        transaction.oncomplete = () =>
          resolve([...found.flatMap(({ result }) => result), localStorage.getItem("door-token")]);
      };
    })`);
    expect(left).to.deep.equal([null]);
    await context.close();
  });
});

/** The processes that were started with this text among their arguments. */
function processesWith(text: string): number[] {
  const pids = readdirSync("/proc").map(Number);
  return pids.filter((pid) => {
    if (!(pid > 0)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
    } catch {
      return false;
    }
  });
}
