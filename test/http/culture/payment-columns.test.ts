import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import { apiClient } from "../../support/api-client.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { aMunicipality, anOffer, aProvider, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

describe("the columns of a municipality's payments file", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();
  const path = (municipality: string) => `/api/v1/settlement-columns/${municipality}`;
  const columns = {
    separator: ";",
    decimal: ",",
    hasHeader: true,
    columns: [
      { heading: "Konto", value: "-4700" },
      { heading: "Prosjekt", value: "" },
      { heading: "Tekst", field: "reference" },
      { heading: "Beløp", field: "netOre" },
      { heading: "Mva.", field: "vatOre" },
    ],
  };

  const office = async (...municipalities: string[]) =>
    apiClient(
      server,
      (await createApiKey(server.deps, { role: "culture", municipalities, name: "test" })).key,
    );
  let both: ReturnType<typeof apiClient>;
  let organisationNumber = "";

  before(async () => {
    const { db, owner } = database;
    await aMunicipality(db, "5026");
    const provider = await aProvider(db);
    ({ organisationNumber } = provider);
    await db("providers")
      .where({ id: provider.id })
      .update({ vat_percent: 12, account_number: "86011117947", account_set_by: "treasurer" });
    const offer = await anOffer(db, {
      providerId: provider.id,
      municipalities: ["5025", "5026"],
      refundPerAdmissionOre: 10_050,
    });
    const door = await aDoor(db, provider.id);
    for (const municipality of ["5025", "5026"]) {
      const { id: recipientId } = await aRecipient(db, { municipality });
      const scannedAt = new Date("2026-12-12T12:00:00Z");
      await aUse(owner, { offer, door, recipientId, scannedAt });
    }
    server.deps.clock.set(new Date("2027-01-02T08:00:00Z"));
    await stateSettlements(server.deps);
    both = await office("5025", "5026");
  });

  const file = async (municipality?: string) => {
    const query = municipality === undefined ? "" : `?municipality=${municipality}`;
    const csv = { Accept: "text/csv" };
    return both.get(`/api/v1/settlements/2026-12${query}`, undefined, csv);
  };

  const pageOf = async (municipality: string) => {
    const claims = { sub: "kari", name: "Kari", nav: [], culture: [municipality] };
    const Cookie = `staff=${await staffSession(server.deps, claims)}`;
    return (
      await fetch(`${server.url}/culture/settlements/2026-12`, { headers: { Cookie } })
    ).text();
  };

  it("a municipality's file has the columns that its office set and what it attested, another's the usual ones and all", async () => {
    expect((await both.get(path("5025"))).status).to.equal(404);
    expect((await both.put(path("5025"), columns)).status).to.equal(200);
    expect((await both.get(path("5025"))).body).to.deep.equal(columns);
    const headings = "Konto;Prosjekt;Tekst;Beløp;Mva.\r\n";
    expect((await file("5025")).text, "not attested").to.equal(headings);
    expect(await pageOf("5025")).to.contain("bare oppgjør som er attestert. 1 mangler.");
    const attested = await both.post("/api/v1/settlements/2026-12/attest", {
      municipality: "5025",
    });
    expect(attested.status).to.equal(200);
    expect(await pageOf("5025")).to.contain("Filen har kommunens egne kolonner.");
    const reference = `2026-12-${organisationNumber}-5025`;
    const lines = ["Konto;Prosjekt;Tekst;Beløp;Mva.", `-4700;;${reference};89,73;10,77`];
    expect((await file("5025")).text).to.equal(`${lines.join("\r\n")}\r\n`);
    const usual = (await file("5026")).text.split("\r\n");
    expect(usual[0]).to.match(/^month,municipality,municipalityName,reference,/);
    expect(usual).to.have.length(3);
    expect((await file()).text.split("\r\n")).to.have.length(4);
    const bare = { ...columns, separator: ",", decimal: ".", hasHeader: false };
    await both.put(path("5025"), bare);
    expect((await file("5025")).text).to.equal(`-4700,,${reference},89.73,10.77\r\n`);
    expect((await both.delete(path("5025"))).status).to.equal(204);
    expect((await file("5025")).text).to.match(/^month,/);
  });

  it("an office neither sets nor reads another municipality's", async () => {
    const there = await office("5026");
    expect((await there.put(path("5025"), columns)).status).to.equal(404);
    expect((await there.get(path("5025"))).status).to.equal(404);
    expect((await there.delete(path("5025"))).status).to.equal(404);
    const asked = await there.get("/api/v1/settlements/2026-12?municipality=5025");
    expect(asked.body["errors"]).to.deep.include({
      ...{ path: "municipality", code: "unknown", message: "must be one of yours" },
    });
  });

  for (const [what, change] of [
    ["no column", { columns: [] }],
    ["a heading of two lines", { columns: [{ heading: "a\nb", value: "" }] }],
    ["an unknown field", { columns: [{ heading: "a", field: "recipient" }] }],
    ["both a field and a value", { columns: [{ heading: "a", field: "month", value: "1" }] }],
    ["another separator", { separator: "|" }],
  ] as const) {
    it(`400 for ${what}`, async () => {
      const refused = await both.put(path("5025"), { ...columns, ...change });
      expect(refused.status).to.equal(400);
    });
  }

  it("a secretary gives the file a column of her own on a phone, and downloads it", async () => {
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const value = await staffSession(server.deps, claims);
    await context.addCookies([{ name: "staff", value, url: server.url }]);
    const page = await context.newPage();
    await page.goto(`${server.url}/culture/settlements/2026-12`);
    await page.getByRole("link", { name: "Kolonner i filen til regnskapet" }).click();
    await expectAccessible(page);
    await page.getByLabel("Overskrift for kolonne 18").fill("Ansvar");
    await page.getByLabel("Fast verdi i kolonne 18").fill("x".repeat(101));
    await page.getByRole("button", { name: "Lagre kolonnene" }).click();
    await page.getByRole("link", { name: /Skriv minst én overskrift/ }).waitFor();
    await page.getByLabel("Fast verdi i kolonne 18").fill("3210");
    await page.getByRole("button", { name: "Lagre kolonnene" }).click();
    await page.getByText("Kolonnene er lagret.").waitFor();
    await page.goto(`${server.url}/culture/settlements/2026-12`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Last ned CSV for/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal("settlement-2026-12-5025.csv");
    const text = (await file("5025")).text;
    expect(text).to.match(/;Ansvar\r\n.*;3210\r\n$/s);
    await context.close();
  });
});
