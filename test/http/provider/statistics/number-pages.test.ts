import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { redeem } from "../../../../src/actions/door/redeem.ts";
import { getProviderStatistics } from "../../../../src/actions/statistics/get-provider-statistics.ts";
import { stateSettlements } from "../../../../src/actions/statistics/state-settlements.ts";
import type { Offer } from "../../../../src/domain/offers/offer.ts";
import { anOffer, aPass, aProvider } from "../../../support/builders.ts";
import { expectSound, useBrowser } from "../../../support/browser.ts";
import { useDatabase } from "../../../support/database.ts";
import { aDoor, barcodeOf } from "../../../support/scans.ts";
import { useServer } from "../../../support/server.ts";
import { signInProvider } from "../../../support/sign-in-provider.ts";

describe("a provider's numbers and settlements", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  let context: BrowserContext;
  let page: Page;
  let offer: Offer;

  before(async () => {
    const { db } = database;
    offer = await anOffer(db, { refundPerAdmissionOre: 12_000, uses: null, companions: 3 });
    const sessions = [
      { start: offer.validity.from, end: new Date(+offer.validity.from + 7_200_000) },
    ];
    // Last year's of the same title: no two landmarks of a page may have one name.
    await anOffer(db, { providerId: offer.providerId, title: { nb: "Kinokveld" }, sessions });
    await anOffer(db, { providerId: offer.providerId, title: offer.title });
    await anOffer(db, {
      ...{ providerId: offer.providerId, title: { nb: "Kino" }, uses: 1 },
      parts: [
        { key: "entry", label: { nb: "Inngang" } },
        { key: "popcorn", label: { nb: "Popcorn" } },
      ],
      sessions,
    });
    const door = await aDoor(db, offer.providerId);
    for (const [createdAt, scannedAt] of [
      ["2026-11-10T10:00:00Z", "2026-12-20T10:00:00Z"],
      ["2026-11-12T10:00:00Z", "2026-12-27T10:00:00Z"],
      ["2026-12-02T10:00:00Z", "2027-01-09T10:00:00Z"],
    ] as const) {
      const fetchedAt = new Date(scannedAt);
      const { serialNumber } = await aPass(db, {
        offer,
        createdAt: new Date(createdAt),
        fetchedAt,
      });
      await db("redemptions").insert({
        door_device_id: door.doorDeviceId,
        scan_id: randomUUID(),
        serial_number: serialNumber,
        offer_id: offer.id,
        scanned_at: scannedAt,
        received_at: scannedAt,
        accepted: true,
        admitted: 2,
      });
    }
    const { serialNumber } = await aPass(db, { offer, state: "revoked" });
    await redeem(server.deps, {
      ...door,
      code: barcodeOf(serialNumber, offer),
      scanId: randomUUID(),
      admitted: 1,
      admittedOffline: true,
    });
    await stateSettlements(server.deps);
  });

  it("a provider's number pages are accessible, and fit a window of 390 and of 1280", async () => {
    context = await browser.open();
    page = await context.newPage();
    await signInProvider(server, context, offer.providerId);
    for (const [path, heading] of [
      ["numbers", "Tall"],
      ["numbers?lang=nn", "Tal"],
      ["settlements?lang=nb", "Oppgjør"],
      ["settlements?lang=nn", "Oppgjer"],
    ] as const) {
      await page.goto(`${server.url}/provider/${path}`);
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      for (const details of await page.locator("summary").all()) await details.click();
      await expectSound(page);
    }
    await context.close();
  });

  it("begin with what is not over and ends soonest, and page through the rest from the latest", async () => {
    const { id: providerId } = await aProvider(database.db);
    const { validity, templateId } = await anOffer(database.db, { providerId });
    const { from } = validity;
    const day = 24 * 3_600_000;
    const over = [];
    for (let days = 1; days <= 31; days += 1) {
      const until = new Date(+from + days * day);
      const ended = { providerId, templateId, validity: { from, until } };
      over.push((await anOffer(database.db, ended)).id);
    }
    const deps = { ...server.deps, clock: { now: () => new Date(+from + 40 * day) } };
    const actor = { role: "provider", id: "key", providerId } as const;
    const read = async (page: number) => {
      const { items, pages } = await getProviderStatistics(deps, { actor, page });
      return { ids: items.map(({ offer: { id } }) => id), pages };
    };
    const [first, second] = [await read(1), await read(2)];
    expect(first.pages).to.equal(2);
    expect([...first.ids, ...second.ids].slice(1)).to.deep.equal(over.toReversed());
    expect(over).to.not.include(first.ids[0]);
  });

  it("say each chart in words, and let the files be taken", async () => {
    context = await browser.open();
    page = await context.newPage();
    await signInProvider(server, context, (await aProvider(database.db)).id);
    const foreign = await page.request.get(`${server.url}/provider/numbers/${offer.id}.csv`);
    expect(foreign.status()).to.equal(404);
    await context.close();

    context = await browser.open();
    page = await context.newPage();
    await signInProvider(server, context, offer.providerId);
    await page.goto(`${server.url}/provider/numbers`);
    await page
      .getByRole("img", { name: "Sluppet inn: 6 i alt, flest i uke 51, 2026, 2" })
      .waitFor();
    const cinema = page.locator("section", {
      has: page.getByRole("heading", { name: "Kino", exact: true }),
    });
    expect(await cinema.locator("dd, td").allTextContents()).to.deep.equal([...["0", "0", "0"]]);
    await page.getByText(/^Én gang slapp en leser uten dekning inn .* Vet dere hvordan/).waitFor();
    const file = async (path: string) =>
      (await page.request.get(`${server.url}/provider/${path}`)).text();
    expect(await file(`numbers/${offer.id}.csv?lang=nb`)).to.match(/^\ufeffUke;Mandag;Tildelt;/);
    const [head, line] = (await file("settlements/2026-12.csv")).split("\r\n");
    expect(head).to.match(/^\ufeffMåned;Oppgjørsnummer;Utstedt;Organisasjonsnummer;Tilbyder;/);
    expect(line).to.match(
      /^2026-12;2026-12-(\d{9});2027-01-15;\1;Hovdelia skisenter;Bruk;2026-12;.*;2;4;120,00;480,00;480,00;0;person;4$/,
    );
    expect(await file("settlements/2026-12.pdf")).to.match(/^%PDF/);
    await context.close();
  });
});
