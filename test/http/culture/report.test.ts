import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer, aRecipient } from "../../support/builders.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

interface Row {
  key: string;
  offers: number;
  tickets: number | null;
  fetched: number | null;
  used: number | null;
  admissions: number | null;
  costOre: number | null;
  withheld: string[];
}

describe("the council's report of a year", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  let world: ApiWorld;

  const rowsOf = (body: Record<string, unknown>, table: string) => body[table] as Row[];

  before(async () => {
    world = await apiWorld(server);
    const { providerId } = world;
    const { db, owner } = database;
    const door = await aDoor(db, providerId);
    const uses = async (
      offer: Awaited<ReturnType<typeof anOffer>>,
      months: Record<string, number>,
      admitted: number,
    ) => {
      for (const [month, count] of Object.entries(months)) {
        for (let each = 0; each < count; each++) {
          const { id: recipientId } = await aRecipient(db);
          const scannedAt = new Date(`${month}-12T12:00:00Z`);
          await aUse(owner, { offer, door, recipientId, scannedAt, admitted });
        }
      }
    };
    const terms = { providerId, companions: 1, refundPerAdmissionOre: 9_000 };
    const closed = await anOffer(db, { ...terms, category: "cinema", state: "closed" });
    const other = await anOffer(db, { ...terms, category: "ski" });
    await anOffer(db, { ...terms, category: "museum", state: "submitted" });
    await uses(closed, { "2026-10": 8, "2026-11": 13, "2027-01": 7 }, 2);
    await uses(other, { "2026-10": 2 }, 1);
    server.deps.clock.set(new Date("2027-02-10T10:00:00Z"));
  });

  it("the report counts closed offers and hides counts under five, for the office and NAV alike", async () => {
    const { status, body } = await world.culture.get("/api/v1/reports/2026");
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      year: "2026",
      until: "2026-12",
      roundedTo: 5,
      costRoundedToOre: 50_000,
    });
    expect(body["total"]).to.deep.equal({
      key: "total",
      offers: 2,
      tickets: 20,
      fetched: 20,
      used: 20,
      admissions: 40,
      costOre: 350_000,
      withheld: [],
    });
    const [cinema, ski, ...none] = rowsOf(body, "byCategory");
    expect(none).to.deep.equal([]);
    expect(cinema).to.deep.include({
      key: "cinema",
      offers: 1,
      tickets: 20,
      used: 20,
      admissions: 40,
    });
    expect(ski).to.deep.include({
      key: "ski",
      offers: 1,
      used: null,
      admissions: null,
      costOre: null,
    });
    const months = rowsOf(body, "byMonth");
    expect(months).to.have.length(12);
    expect(months[9]).to.include({ key: "2026-10", offers: 2, used: 10 });
    expect(months[0]).to.include({ key: "2026-01", offers: 0, used: null });
    expect(rowsOf(body, "byMunicipality").map(({ key, used }) => [key, used])).to.deep.equal([
      ["5025", 20],
    ]);
    expect((await world.nav.get("/api/v1/reports/2026")).body).to.deep.equal(body);
  });

  it("a year that is not over is counted until now, in fives", async () => {
    const { body } = await world.culture.get("/api/v1/reports/2027");
    expect(body).to.include({ until: "2027-02" });
    const [cinema, ski] = rowsOf(body, "byCategory");
    expect(cinema).to.include({ used: 5 });
    expect(ski).to.include({ used: null });
    for (const row of [body["total"] as Row, ...rowsOf(body, "byMonth")]) {
      for (const shown of [row.tickets, row.fetched, row.used, row.admissions]) {
        expect(shown === null || shown % 5 === 0).to.equal(true);
      }
    }
  });

  it("the report holds the own municipalities alone, and is none for providers and years to come", async () => {
    const { body } = await world.otherCulture.get("/api/v1/reports/2026");
    expect(body["total"]).to.include({ offers: 0, tickets: null, used: null });
    expect((await world.provider.get("/api/v1/reports/2026")).status).to.equal(403);
    for (const year of ["2028", "1999", "20266", "abcd"]) {
      expect((await world.culture.get(`/api/v1/reports/${year}`)).status, year).to.equal(404);
    }
  });

  it("the report stays when its tickets are anonymised", async () => {
    const before = (await world.culture.get("/api/v1/reports/2026")).body;
    const tickets = await database.db("passes").pluck<string[]>("serial_number");
    await database.db.raw("select anonymise_passes(?::text[], now())", [tickets]);
    expect((await world.culture.get("/api/v1/reports/2026")).body).to.deep.equal(before);
    expect((await world.nav.get("/api/v1/reports/2026")).body).to.deep.equal(before);
  });

  it("the report comes as CSV for programs, without a small count", async () => {
    const { text, headers } = await world.nav.get("/api/v1/reports/2026", undefined, {
      Accept: "text/csv",
    });
    expect(headers.get("content-type")).to.equal("text/csv; charset=utf-8");
    const lines = text.split("\r\n");
    expect(lines[0]).to.equal("table,key,offers,tickets,fetched,used,admissions,costOre");
    expect(lines).to.include("category,cinema,1,20,20,20,40,350000");
    expect(lines).to.include("total,total,2,20,20,20,40,350000");
    expect(lines.find((line) => line.startsWith("category,ski"))).to.match(/,(small|withheld)$/);
  });

  const claims = { sub: "kari", name: "Kari", nav: ["5025"], culture: ["5025"] };

  for (const area of ["culture", "nav"] as const) {
    it(`/${area} has the report as a page with a described chart, as CSV and as tagged PDF`, async () => {
      const context = await browser.open({ viewport: { width: 390, height: 844 } });
      const value = await staffSession(server.deps, claims);
      await context.addCookies([{ name: "staff", value, url: server.url }]);
      const page = await context.newPage();
      await page.goto(`${server.url}/${area}`);
      await page.getByRole("link", { name: "Årsrapport" }).click();
      await page.getByRole("heading", { name: "Årsrapport 2027" }).waitFor();
      await page.getByRole("link", { name: "Rapport for 2026" }).click();
      await page
        .getByRole("img", {
          name: /oktober 2026: 10\. november 2026: 10\. desember 2026: Under 5\./,
        })
        .waitFor();
      await page.getByRole("row", { name: /Kino 1 20 20 20 40 kr.3.500,00/ }).waitFor();
      await expectAccessible(page);
      const headers = { Cookie: `staff=${value}` };
      const sheet = await (
        await fetch(`${server.url}/${area}/reports/2026.csv`, { headers })
      ).text();
      expect(sheet).to.match(/^Tabell;Rad;Tilbud;Delt ut;/);
      expect(sheet).to.contain("Etter måned;oktober 2026;2;10;10;10;15;");
      const pdf = await (await fetch(`${server.url}/${area}/reports/2026.pdf`, { headers })).text();
      expect(pdf)
        .to.match(/^%PDF-1\.7/)
        .and.contain("/Lang (nb)")
        .and.contain("/StructTreeRoot");
      await context.close();
    });
  }
});
