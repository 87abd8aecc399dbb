import { expect } from "chai";
import { attestSettlements } from "../../../src/actions/statistics/attest-settlements.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import type { PayingMunicipality } from "../../../src/actions/statistics/list-payable-settlements.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anOffer, aProvider, aRecipient, type BuiltProvider } from "../../support/builders.ts";
import { expectAccessible, useBrowser } from "../../support/browser.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aUse } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

const account = "86011117947";

describe("what municipalities pay the providers", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  const browser = useBrowser();

  const office = async (...municipalities: string[]) =>
    apiClient(
      server,
      (await createApiKey(server.deps, { role: "culture", municipalities, name: "test" })).key,
    );

  async function aPaidOffer(
    terms: Partial<Offer> = {},
    {
      municipality = "5025",
      accountNumber = account,
    }: { municipality?: string; accountNumber?: string | null } = {},
  ) {
    const { db } = database;
    const provider = await aProvider(db, { municipality });
    await db("providers")
      .where({ id: provider.id })
      .update({
        vat_percent: 12,
        account_number: accountNumber,
        account_set_by: accountNumber === null ? null : "treasurer",
      });
    const offer = await anOffer(db, {
      providerId: provider.id,
      municipalities: ["5025", "5026"],
      refundPerAdmissionOre: 10_000,
      uses: null,
      companions: 4,
      ...terms,
    });
    return { provider, offer, door: await aDoor(db, provider.id) };
  }

  type Paid = Awaited<ReturnType<typeof aPaidOffer>>;

  /** Uses by children of a municipality, each once, in the month. */
  async function used(paid: Paid, municipality: string, admitted: number[], month = "2026-12") {
    for (const each of admitted) {
      const { id: recipientId } = await aRecipient(database.db, { municipality });
      const scannedAt = new Date(`${month}-12T12:00:00Z`);
      await aUse(database.owner, { ...paid, recipientId, scannedAt, admitted: each });
    }
  }

  const stateBy = async (now: string) => {
    server.deps.clock.set(new Date(now));
    await stateSettlements(server.deps);
  };

  async function payments(
    client: ReturnType<typeof apiClient>,
    month: string,
    { id }: BuiltProvider,
  ) {
    const { status, body } = await client.get(`/api/v1/settlements/${month}`);
    expect(status).to.equal(200);
    return (body["municipalities"] as PayingMunicipality[]).flatMap(({ municipality, items }) =>
      items
        .filter(({ providerId }) => providerId === id)
        .map((item) => ({ municipality, ...item })),
    );
  }

  const cultureCookie = async (...culture: string[]) =>
    `staff=${await staffSession(server.deps, { sub: "kari", name: "Kari", nav: [], culture })}`;

  beforeEach(() => {
    server.deps.clock.set(new Date("2026-12-20T10:00:00Z"));
  });

  it("each municipality pays for the tickets of its own children, with reference, account, due date and tax", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5025", [1, 2]);
    await used(paid, "5026", [3]);
    await stateBy("2027-01-02T08:00:00Z");
    const both = await payments(await office("5025", "5026"), "2026-12", paid.provider);
    const { organisationNumber } = paid.provider;
    expect(both.map(({ municipality, refundOre }) => [municipality, refundOre])).to.deep.equal([
      ["5025", 30_000],
      ["5026", 30_000],
    ]);
    expect(both[0]).to.deep.include({
      reference: `2026-12-${organisationNumber}-5025`,
      accountNumber: account,
      dueOn: "2027-02-01",
      vatPercent: 12,
      vatOre: 3_214,
      netOre: 26_786,
      attestedAt: null,
    });
    const own = await payments(await office("5026"), "2026-12", paid.provider);
    expect(own.map(({ municipality }) => municipality)).to.deep.equal(["5026"]);
  });

  it("the provider sees one line for an offer, and which municipality pays what of it", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5025", [1]);
    await used(paid, "5026", [3]);
    await stateBy("2027-01-02T08:00:00Z");
    const { key } = await createApiKey(server.deps, {
      role: "provider",
      providerId: paid.provider.id,
      name: "t",
    });
    const { body } = await apiClient(server, key).get("/api/v1/settlements/2026-12");
    expect(body["items"]).to.have.length(1);
    expect(body).to.deep.include({ admissions: 4, refundOre: 40_000 });
    const payers = body["payers"] as { municipality: string; refundOre: number }[];
    expect(payers.map(({ municipality, refundOre }) => [municipality, refundOre])).to.deep.equal([
      ["5025", 10_000],
      ["5026", 30_000],
    ]);
  });

  it("a month that is not over is shown in fives of each offer's uses, alike with four uses and with none", async () => {
    const paid = await aPaidOffer();
    const client = await office("5025", "5026");
    const read = async () => (await client.get("/api/v1/settlements/2026-12")).body;
    const unused = await read();
    const { id: providerId } = paid.provider;
    const other = await anOffer(database.db, {
      ...{ providerId, municipalities: ["5025", "5026"], refundPerAdmissionOre: 10_000 },
    });
    await used(paid, "5025", [1, 1, 1, 1]);
    await used({ ...paid, offer: other }, "5025", [1, 1]);
    expect(await read(), "four uses of one offer and two of another").to.deep.equal(unused);
    await used(paid, "5026", [1, 1, 1, 1, 1]);
    const five = await read();
    await used(paid, "5026", [1, 1, 1, 1]);
    expect(await read(), "five uses and nine").to.deep.equal(five);
    const shown = await payments(client, "2026-12", paid.provider);
    expect(shown.map(({ refundOre, statedAt }) => [refundOre, statedAt])).to.deep.equal([
      [null, null],
      [50_000, null],
    ]);
    const sums = five["municipalities"] as PayingMunicipality[];
    expect(sums[0]?.refundOre, "a municipality's, with a row that is not shown").to.equal(null);
    const page = await cultureCookie("5025", "5026").then((Cookie) =>
      fetch(`${server.url}/culture/settlements/2026-12`, { headers: { Cookie } }),
    );
    expect(await page.text())
      .to.contain("For lite til å vises")
      .and.match(/minst kr\s500,00/);
    const attested = await client.post("/api/v1/settlements/2026-12/attest", {
      providerId: paid.provider.id,
    });
    expect(attested.status).to.equal(404);
    expect((await client.get("/api/v1/settlements/2027-01")).status).to.equal(404);
  });

  it("a month in which an offer reaches its cap is shared by use, to the øre", async () => {
    const paid = await aPaidOffer({ refundCapOre: 10_000 });
    await used(paid, "5025", [1, 1]);
    await used(paid, "5026", [1]);
    await used(paid, "5026", [4], "2027-01");
    await stateBy("2027-02-02T08:00:00Z");
    const client = await office("5025", "5026");
    const sums = (await payments(client, "2026-12", paid.provider)).map(
      ({ refundOre }) => refundOre,
    );
    expect(sums).to.deep.equal([6_667, 3_333]);
    expect(await payments(client, "2027-01", paid.provider)).to.deep.equal([]);
  });

  it("the payer stays when tickets are anonymised, and nothing is corrected then", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5026", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const tickets = await database
      .db("passes")
      .where({ offer_id: paid.offer.id })
      .pluck<string[]>("serial_number");
    await database.db.raw("select anonymise_passes(?::text[], now())", [tickets]);
    await stateBy("2027-02-02T08:00:00Z");
    const client = await office("5025", "5026");
    expect(await payments(client, "2027-01", paid.provider)).to.deep.equal([]);
    const sums = await database.db("settlements").where({ offer_id: paid.offer.id });
    expect(sums).to.have.length(1);
    expect(sums[0]).to.include({ municipality_number: "5026", refund_ore: 20_000 });
  });

  it("an attested settlement stays, and a later scan is a correction in the next month", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5025", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const client = await office("5025");
    const attested = await client.post("/api/v1/settlements/2026-12/attest", {
      providerId: paid.provider.id,
      refundOre: 20_000,
    });
    expect(attested.status).to.equal(200);
    const before = await payments(client, "2026-12", paid.provider);
    expect(before[0]).to.include({ attestedAt: "2027-01-02T08:00:00.000Z" });
    await database
      .db("providers")
      .where({ id: paid.provider.id })
      .update({ account_number: "12345678903" });
    await used(paid, "5025", [3]);
    await stateBy("2027-02-02T08:00:00Z");
    expect(await payments(client, "2026-12", paid.provider)).to.deep.equal(before);
    const [next] = await payments(client, "2027-01", paid.provider);
    expect(next).to.include({
      useOre: 0,
      correctionsOre: 30_000,
      refundOre: 30_000,
      attestedAt: null,
    });
    const again = await client.post("/api/v1/settlements/2026-12/attest", {});
    expect(again.status).to.equal(200);
    expect(await payments(client, "2026-12", paid.provider)).to.deep.equal(before);
    const trail = await database
      .db("audit_events")
      .where({ action: "settlement.attested", subject: paid.provider.id });
    expect(trail).to.have.length(1);
  });

  it("a settlement is not attested with another sum than was seen, nor for another municipality", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5025", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const client = await office("5025");
    const { id: providerId } = paid.provider;
    const path = "/api/v1/settlements/2026-12/attest";
    const wrong = await client.post(path, { providerId, refundOre: 19_999 });
    expect(wrong.status).to.equal(409);
    expect(wrong.body).to.deep.include({ code: "conflict", refundOre: 20_000 });
    expect((await client.post(path, { providerId, municipality: "5026" })).status).to.equal(403);
    expect((await payments(client, "2026-12", paid.provider))[0]?.attestedAt).to.equal(null);
    const other = await office("5026");
    await other.post(path, {});
    expect((await payments(client, "2026-12", paid.provider))[0]?.attestedAt).to.equal(null);
  });

  it("a settlement is not attested with another account than was seen, of one provider or of all", async () => {
    const [paid, other] = [await aPaidOffer(), await aPaidOffer()];
    for (const each of [paid, other]) await used(each, "5026", [2], "2027-05");
    await stateBy("2027-06-02T08:00:00Z");
    const client = await office("5026");
    const path = "/api/v1/settlements/2027-05/attest";
    const { id: providerId } = paid.provider;
    const attest = (body: object) => client.post(path, { refundOre: 40_000, ...body });
    const seen = { [providerId]: account, [other.provider.id]: account };
    const providers = () => database.db("providers").where({ id: providerId });
    await providers().update({ account_number: "12345678903", account_set_by: "somebody" });
    for (const body of [
      { accounts: seen },
      { accounts: { [other.provider.id]: account } },
      { providerId, refundOre: 20_000, accounts: seen },
    ]) {
      const refused = await attest(body);
      expect(refused.status).to.equal(409);
      expect(refused.body["code"]).to.equal("conflict");
      expect(refused.body["detail"]).to.contain("account");
    }
    expect((await payments(client, "2027-05", paid.provider))[0]?.attestedAt).to.equal(null);
    const now = await attest({ accounts: { ...seen, [providerId]: "12345678903" } });
    expect(now.status).to.equal(200);
    expect((await payments(client, "2027-05", paid.provider))[0]).to.include({
      accountNumber: "12345678903",
      attestedAt: "2027-06-02T08:00:00.000Z",
    });
  });

  it("nothing is attested to a provider without an account number, and the others are", async () => {
    const [paid, other] = [await aPaidOffer({}, { accountNumber: null }), await aPaidOffer()];
    for (const each of [paid, other]) await used(each, "5026", [2], "2027-07");
    await stateBy("2027-08-02T08:00:00Z");
    const client = await office("5026");
    const path = "/api/v1/settlements/2027-07/attest";
    const alone = await client.post(path, { providerId: paid.provider.id });
    expect(alone.status).to.equal(409);
    expect((await client.post(path, { refundOre: 20_000 })).status).to.equal(200);
    expect((await payments(client, "2027-07", paid.provider))[0]?.attestedAt).to.equal(null);
    expect((await payments(client, "2027-07", other.provider))[0]?.attestedAt).to.not.equal(null);
  });

  it("who entered the account number cannot attest, and another can", async () => {
    const paid = await aPaidOffer({}, { accountNumber: null });
    await used(paid, "5025", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const [first, second] = [await office("5025"), await office("5025")];
    const { id: providerId } = paid.provider;
    const changed = await first.patch(`/api/v1/providers/${providerId}`, {
      accountNumber: account,
    });
    expect(changed.body).to.include({ accountNumber: account, vatPercent: 12 });
    const path = "/api/v1/settlements/2026-12/attest";
    const refused = await first.post(path, { providerId });
    expect(refused.status).to.equal(409);
    expect(refused.body["code"]).to.equal("illegal_state");
    expect((await second.post(path, { providerId })).status).to.equal(200);
    expect((await payments(first, "2026-12", paid.provider))[0]?.attestedAt).to.not.equal(null);
    const faulty = await first.patch(`/api/v1/providers/${providerId}`, {
      accountNumber: "86011117948",
    });
    expect(faulty.status).to.equal(400);
  });

  it("who entered the account of an attested settlement attests the others of the month", async () => {
    const [paid, other] = [await aPaidOffer(), await aPaidOffer()];
    for (const each of [paid, other]) await used(each, "5025", [2], "2027-09");
    await stateBy("2027-10-02T08:00:00Z");
    const [first, second] = [await office("5025"), await office("5025")];
    const { id: providerId } = paid.provider;
    const path = "/api/v1/settlements/2027-09/attest";
    expect((await second.post(path, { providerId })).status).to.equal(200);
    const entered = { accountNumber: "12345678903" };
    expect((await first.patch(`/api/v1/providers/${providerId}`, entered)).status).to.equal(200);
    expect((await first.post(path, {})).status).to.equal(200);
    expect((await payments(first, "2027-09", other.provider))[0]?.attestedAt).to.not.equal(null);
    const [before] = await payments(first, "2027-09", paid.provider);
    expect(before?.accountNumber).to.equal(account);
    expect((await first.post(path, { providerId })).status).to.equal(200);
  });

  it("a settlement is not attested by the person who keeps the key that entered the account, nor the other way round", async () => {
    const paid = await aPaidOffer({}, { accountNumber: null });
    await used(paid, "5025", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const { id: providerId } = paid.provider;
    const keyOf = async (person: string) => {
      const named = { municipalities: ["5025"], name: "test", person };
      const { key } = await createApiKey(server.deps, { role: "culture", ...named });
      return apiClient(server, key);
    };
    const [karis, others] = [await keyOf("kari"), await keyOf("ola")];
    const actor = (id: string): Actor => ({ role: "culture", id, municipalities: ["5025"] });
    const attestAs = (id: string) =>
      refusalOf(attestSettlements(server.deps, { actor: actor(id), month: "2026-12", providerId }));
    const enter = (client: ApiClient, accountNumber: string) =>
      client.patch(`/api/v1/providers/${providerId}`, { accountNumber });
    const path = "/api/v1/settlements/2026-12/attest";
    expect((await enter(karis, account)).status).to.equal(200);
    expect((await attestAs("kari")).code).to.equal("illegal_state");
    const another = await keyOf("kari");
    expect((await another.post(path, { providerId })).body["code"]).to.equal("illegal_state");
    await database.db("providers").where({ id: providerId }).update({ account_set_by: "kari" });
    expect((await karis.post(path, { providerId })).body["code"]).to.equal("illegal_state");
    expect((await others.post(path, { providerId })).status).to.equal(200);
  });

  describe("the database", () => {
    async function stated() {
      const paid = await aPaidOffer();
      await used(paid, "5025", [1]);
      await stateBy("2027-01-02T08:00:00Z");
      const key = { provider_id: paid.provider.id, month: "2026-12", municipality_number: "5025" };
      const row = {
        ...key,
        ...{ stated_by: "system", attested_at: new Date(), refund_ore: 10_000 },
        ...{ account_number: account, account_set_by: "treasurer" },
      };
      return { paid, key, row };
    }
    const refusal = (done: PromiseLike<unknown>) =>
      done.then(
        () => "taken",
        (error: unknown) =>
          (error as { constraint?: string; code: string }).constraint ??
          (error as { code: string }).code,
      );

    it("refuses an attestation by who stated, or entered the account number, or of what was not stated", async () => {
      const { row } = await stated();
      const insert = (changes: object) =>
        refusal(database.db("settlement_attestations").insert({ ...row, ...changes }));
      expect(await insert({ attested_by: "system" })).to.equal("two_people");
      const own = { attested_by: "a", account_number: account, account_set_by: "a" };
      expect(await insert(own)).to.equal("two_people");
      expect(await insert({ attested_by: "a", stated_by: "b" })).to.match(/_fkey$/);
      expect(await insert({ attested_by: "a", month: "2027-01" })).to.match(/_fkey$/);
    });

    it("refuses an attestation of money without an account, or without who entered it", async () => {
      const { row } = await stated();
      const insert = (changes: object) =>
        refusal(
          database.db("settlement_attestations").insert({ ...row, attested_by: "a", ...changes }),
        );
      const none = { account_number: null, account_set_by: null };
      expect(await insert(none)).to.equal("account_is_attested");
      expect(await insert({ account_set_by: null })).to.equal("account_is_attested");
      expect(await insert({ ...none, refund_ore: -1 })).to.equal("taken");
    });

    it("refuses to change an attestation, and another line of an attested statement", async () => {
      const { paid, key, row } = await stated();
      const { db } = database;
      await db("settlement_attestations").insert({ ...row, attested_by: "a" });
      expect(
        await refusal(db("settlement_attestations").where(key).update({ refund_ore: 0 })),
      ).to.equal("42501");
      expect(await refusal(db("settlement_attestations").where(key).delete())).to.equal("42501");
      const line = { ...key, used_in: "2026-11", offer_id: paid.offer.id, uses: 1, admissions: 1 };
      const inserted = db("settlement_statement_lines").insert({
        ...line,
        refund_per_admission_ore: 1,
        refund_ore: 1,
      });
      expect(await refusal(inserted)).to.equal("attested_stays");
    });
  });

  it("the API's CSV names every payment, and the page's opens in a Norwegian spreadsheet", async () => {
    const paid = await aPaidOffer();
    await used(paid, "5025", [2]);
    await stateBy("2027-01-02T08:00:00Z");
    const client = await office("5025");
    const { text, headers } = await client.get("/api/v1/settlements/2026-12", undefined, {
      Accept: "text/csv",
    });
    expect(headers.get("content-type")).to.equal("text/csv; charset=utf-8");
    const { organisationNumber: org } = paid.provider;
    const line = text.split("\r\n").find((each) => each.includes(org));
    expect(text.split("\r\n")[0]).to.equal(
      "month,municipality,municipalityName,reference,provider,organisationNumber,accountNumber,dueOn,useOre,correctionsOre,netOre,vatPercent,vatOre,refundOre,statedAt,attestedAt,attestedBy",
    );
    expect(line).to.equal(
      `2026-12,5025,Røros,2026-12-${org}-5025,Hovdelia skisenter,${org},${account},2027-02-01,20000,0,17857,12,2143,20000,2027-01-02T08:00:00.000Z,,`,
    );
    const page = await fetch(`${server.url}/culture/settlements/2026-12.csv`, {
      headers: { Cookie: await cultureCookie("5025") },
    });
    const sheet = await page.text();
    expect(sheet).to.match(/^Måned;Kommunenummer;/);
    expect(sheet.split("\r\n").find((each) => each.includes(org))).to.contain(
      `;8601.11.17947;2027-02-01;200,00;0,00;178,57;12;21,43;200,00;2027-01-02;;`,
    );
  });

  it("an officer reads the month, attests one payment and then the rest, on a phone", async () => {
    const [paid, other, third] = [await aPaidOffer(), await aPaidOffer(), await aPaidOffer()];
    const poor = await aPaidOffer({}, { accountNumber: null });
    for (const each of [paid, other, third, poor]) await used(each, "5026", [2], "2027-03");
    await stateBy("2027-04-02T08:00:00Z");
    for (const [{ provider }, name] of [
      [paid, "Bassenget"],
      [other, "Kinoen"],
      [third, "Skitrekket"],
      [poor, "Uten konto"],
    ] as const) {
      await database.db("providers").where({ id: provider.id }).update({ name });
    }
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5026"] };
    await context.addCookies([
      { name: "staff", value: await staffSession(server.deps, claims), url: server.url },
    ]);
    const page = await context.newPage();
    await page.goto(`${server.url}/culture/settlements`);
    await page.getByRole("row", { name: /mars 2027 4 å attestere/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "mars 2027" }).click();
    await expectAccessible(page);
    await page.getByRole("row", { name: /Uten konto .* Venter på kontonummer/ }).waitFor();
    expect(await page.getByRole("button", { name: "Attester Uten konto" }).count()).to.equal(0);
    const pool = () => database.db("providers").where({ id: paid.provider.id });
    await pool().update({ account_number: "12345678903" });
    await page.getByRole("button", { name: "Attester Bassenget" }).click();
    await page.getByText("En sum eller et kontonummer er et annet enn det du så.").waitFor();
    await page.getByRole("row", { name: /Bassenget .* 1234\.56\.78903/ }).waitFor();
    await page.getByRole("button", { name: "Attester Bassenget" }).click();
    await page.getByText("Oppgjøret er attestert.").waitFor();
    expect(await page.getByRole("button", { name: "Attester Bassenget" }).count()).to.equal(0);
    await page.getByText("Attestert 2. april 2027").waitFor();
    await page.getByRole("button", { name: /Attester alle for Holtålen, kr.400,00/ }).click();
    await page.getByText("Oppgjøret er attestert.").waitFor();
    expect(await page.getByRole("button", { name: /^Attester/ }).count()).to.equal(0);
    await page.goto(`${server.url}/culture/settlements`);
    await page.getByRole("row", { name: /mars 2027 1 å attestere/ }).waitFor();
    await database
      .db("providers")
      .where({ id: poor.provider.id })
      .update({ account_number: account, account_set_by: "treasurer" });
    await page.getByRole("link", { name: "mars 2027" }).click();
    await page.getByRole("button", { name: "Attester Uten konto" }).click();
    await page.goto(`${server.url}/culture/settlements`);
    await page.getByRole("row", { name: /mars 2027 Alle er attestert/ }).waitFor();
    await context.close();
  });

  it("the office enters a provider's account and tax on its page, and is told of a wrong one", async () => {
    const { provider } = await aPaidOffer({}, { accountNumber: null });
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    await context.addCookies([
      { name: "staff", value: await staffSession(server.deps, claims), url: server.url },
    ]);
    const page = await context.newPage();
    await page.goto(`${server.url}/culture/providers/${provider.id}/change`);
    await page.getByLabel("Kontonummer").fill("8601.11.17948");
    await page.getByLabel("Merverdiavgift i summene").selectOption("25 %");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Skriv et gyldig kontonummer på elleve sifre.").first().waitFor();
    await expectAccessible(page);
    await page.getByLabel("Kontonummer").fill("8601 11 17947");
    await page.getByRole("button", { name: "Lagre" }).click();
    await page.getByText("Opplysningene er lagret.").waitFor();
    const row = await database
      .db("providers")
      .where({ id: provider.id })
      .first<object>("account_number", "account_set_by", "vat_percent");
    expect(row).to.deep.equal({ account_number: account, account_set_by: "kari", vat_percent: 25 });
    await context.close();
  });
});
