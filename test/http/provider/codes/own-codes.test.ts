import { expect } from "chai";
import { issuePasses } from "../../../../src/actions/passes/issue-passes.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { markFetched } from "../../../../src/db/passes/pass-fetches.ts";
import { codeFaultMessages } from "../../../../src/http/provider/codes/code-fault-messages.ts";
import { ownCodesNb } from "../../../../src/views/texts/own-codes-nb.ts";
import { staffNb } from "../../../../src/views/texts/staff-nb.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { aRecipient, testKeyRing } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { someOwnCodes } from "../../../support/own-codes.ts";
import { aDoor } from "../../../support/scans.ts";
import { excelFile } from "../../../support/excel-file.ts";
import { useOfficerPages } from "../../../support/officer-pages.ts";
import { providerSession, staffSession } from "../../../support/sessions.ts";

const unreported = { codeSource: "provider", ...someOwnCodes };
const reported = { ...unreported, reportsUse: "api" };

describe("a provider's own codes", () => {
  const database = useDatabase();
  const server = useOfficerPages(database, ["5025"]);
  let world: ApiWorld;
  let cookie: string;

  before(async () => {
    world = await apiWorld(server);
    const user = { providerId: world.providerId, role: "owner", email: "a@b.example" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    cookie = `provider=${await providerSession(server.deps, userId)}`;
  });

  const aCodedOffer = () => anOpenOffer(world, reported);
  let made = 0;
  const newCodes = (count: number) =>
    Array.from({ length: count }, () => `CODE-${String((made += 1)).padStart(6, "0")}`);
  const upload = (offerId: string, codes: string[], headers: Record<string, string> = {}) =>
    world.provider.post(
      `/api/v1/offers/${offerId}/codes`,
      { batch: "Batch", codes: codes.map((code) => ({ code })) },
      headers,
    );
  const page = async (path: string) => {
    const answer = await fetch(server.url + path, { headers: { cookie } });
    return { status: answer.status, text: await answer.text() };
  };
  async function sendForm(
    offerId: string,
    {
      name = "Bunke",
      codes = "",
      file = "",
      confirmed,
    }: { name?: string; codes?: string; file?: string | Buffer<ArrayBuffer>; confirmed?: string },
    place = "",
  ) {
    const body = new FormData();
    body.set("name", name);
    body.set("codes", codes);
    if (confirmed !== undefined) body.set("confirmed", confirmed);
    body.set("file", new File([file], file === "" ? "" : "codes.csv", { type: "text/csv" }));
    const path = `/provider/offers/${offerId}/codes${place}?csrf=token`;
    return fetch(server.url + path, { method: "POST", headers: { cookie }, body });
  }

  const faults: [text: string, change: Record<string, unknown>, path: string][] = [
    ["with several uses", { uses: 5 }, "uses"],
    [
      "with a refund and no report of use",
      { ...unreported, refundPerAdmissionOre: 100 },
      "refundPerAdmissionOre",
    ],
    [
      "with a refund for each ticket and no report of use",
      { ...unreported, refundPerAdmissionOre: null, refund: { per: "ticket", ore: 100 } },
      "refund.ore",
    ],
    [
      "with our barcode and a refund for each code",
      {
        ...Object.fromEntries(Object.keys(reported).map((name) => [name, undefined])),
        ...{ refundPerAdmissionOre: undefined, refund: { per: "code", ore: 100 } },
      },
      "refund.per",
    ],
    ["on the web without an address", { redeemAt: "web" }, "redeemUrl"],
    ["without a symbology", { symbology: undefined }, "symbology"],
    ["with a symbology beside our barcode", { codeSource: undefined }, "symbology"],
  ];
  for (const [text, change, path] of faults) {
    it(`an offer ${text} is refused at ${path}`, async () => {
      const body = { ...world.offerBody, ...reported, ...change };
      const { status, body: problem } = await world.provider.post("/api/v1/offers", body);
      expect(status).to.equal(400);
      expect(problem["errors"]).to.have.nested.property("[0].path", path);
    });
  }

  it("an offer's codes cannot be told what a ticket must not tell", async () => {
    for (const [path, telling] of [
      ["instructions.nb", { instructions: { nb: "Vis koden \u202eedok" } }],
      ["redeemUrl", { redeemAt: "web", redeemUrl: "https://nav.no/gratis-billett" }],
      ["redeemUrl", { redeemAt: "web", redeemUrl: "https://kino.example@evil.example/" }],
    ] as const) {
      const body = { ...world.offerBody, ...reported, ...telling };
      const refused = await world.provider.post("/api/v1/offers", body);
      expect(refused.body["errors"], path).to.have.nested.property("[0].path", path);
    }
    const instructions = { nb: "Vis NAV-koden i kassa" };
    const offer = { ...world.offerBody, ...reported, instructions };
    const { body } = await world.provider.post("/api/v1/offers", offer);
    expect(body["code"]).to.equal("revealing_text");
    expect(body["errors"]).to.have.nested.property("[0].path", "instructions.nb");
  });

  it("an offer's source of codes is answered as it was sent, changes in a draft, and is frozen once approved", async () => {
    const web = { ...reported, redeemAt: "web", redeemUrl: "https://kino.example/kode" };
    const { body: draft } = await world.provider.post("/api/v1/offers", {
      ...{ ...world.offerBody, ...web },
    });
    expect(draft).to.deep.include(web).and.not.to.have.property("ownCodes");
    const path = `/api/v1/offers/${String(draft["id"])}`;
    const change = async (changes: object) => (await world.provider.patch(path, changes)).body;
    expect(await change({ symbology: "aztec" })).to.deep.include({ ...web, symbology: "aztec" });
    expect(await change({ redeemAt: "gate", redeemUrl: null })).not.to.have.property("redeemUrl");
    const ours = await change({ codeSource: "ours" });
    expect(ours).to.include({ codeSource: "ours" });
    expect(ours).not.to.have.any.keys("symbology", "showAs", "redeemAt", "reportsUse");
    expect((await change({ symbology: "qr" }))["errors"]).to.deep.include({
      ...{ path: "symbology", code: "contradiction" },
      message: "is for codeSource provider alone",
    });
    const offerId = await aCodedOffer();
    const { body } = await world.provider.patch(`/api/v1/offers/${offerId}`, { showAs: "text" });
    expect(body["errors"]).to.have.nested.property("[0].path", "showAs");
    expect(body["code"]).to.equal("illegal_state");
  });

  it("a batch over the API is added once however often it is sent, and raises what is left", async () => {
    const offerId = await aCodedOffer();
    expect((await world.provider.get(`/api/v1/offers/${offerId}`)).body["left"]).to.equal(0);
    const key = { "Idempotency-Key": "codes-1" };
    const codes = newCodes(3);
    const first = await upload(offerId, codes, key);
    const again = await upload(offerId, codes, key);
    expect([first.status, first.body["inserted"]]).to.deep.equal([201, 3]);
    expect(again.body).to.deep.equal(first.body);
    const repeated = await upload(offerId, codes);
    expect(repeated.status).to.equal(201);
    expect(repeated.body).to.deep.equal({ inserted: 0, duplicates: 3, refused: [] });
    const { body: pool } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(pool).to.include({ free: 3, reserved: 0 });
    expect((await world.provider.get(`/api/v1/offers/${offerId}`)).body["left"]).to.equal(3);
  });

  it("a batch over the API is named by its day without a name, and removed from the pool", async () => {
    const offerId = await aCodedOffer();
    const path = `/api/v1/offers/${offerId}/codes`;
    const codes = newCodes(2).map((code) => ({ code, validUntil: "2030-12-31" }));
    const { body } = await world.provider.post(path, { codes });
    const { body: pool } = await world.provider.get(path);
    expect(pool["batches"]).to.have.nested.property("[0].name", "2027-01-15");
    const late = [{ code: "CODE-LATE", validUntil: "2027-01-14" }];
    const refused = await world.provider.post(path, { codes: late });
    expect(refused.body["refused"]).to.have.nested.property("[0].code", "last_day");
    const batch = `${path}/${String(body["batchId"])}`;
    expect((await world.provider.delete(batch)).body).to.deep.equal({
      ...{ withdrawn: 2, changed: 0, ended: 0 },
    });
    expect((await world.provider.get(path)).body).to.include({ free: 0, withdrawn: 2 });
  });

  it("a batch over the API adds its sound codes, counts those that came before, and names the others by row", async () => {
    const offerId = await aCodedOffer();
    const [before = "", good = ""] = newCodes(2);
    await upload(offerId, [before]);
    const { status, body } = await upload(offerId, [good, "AB", good, before]);
    expect(status).to.equal(201);
    expect(body["batchId"]).to.be.a("string");
    expect(body).to.deep.include({
      inserted: 1,
      duplicates: 2,
      refused: [{ row: 2, code: "length", message: codeFaultMessages.length }],
    });
    expect(JSON.stringify(body)).not.to.contain(good);
    const { body: pool } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(pool).to.include({ free: 2 });
    expect(pool["batches"]).to.have.length(2);
  });

  it("a batch as CSV is read by its headings, its rows are named by line, and an Idempotency-Key adds it once", async () => {
    const offerId = await aCodedOffer();
    const [a = "", b = ""] = newCodes(2);
    const path = `/api/v1/offers/${offerId}/codes`;
    const send = (body: string) =>
      world.provider.post(path, body, { "Content-Type": "text/csv", "Idempotency-Key": "csv-1" });
    const csv = `validUntil;code\r\n2027-12-31;${a}\r\n\r\n;AB\r\n;${b}\r\n`;
    const first = await send(csv);
    expect(first.status).to.equal(201);
    expect(first.body).to.deep.include({ inserted: 2, duplicates: 0 });
    expect(first.body["refused"]).to.have.nested.property("[0].row", 4);
    expect((await send(csv)).body).to.deep.equal(first.body);
    expect((await send(`${csv};${a}`)).body["code"]).to.equal("idempotency_key_reused");
    expect((await world.provider.get(path)).body).to.include({ free: 2 });
  });

  it("a body of CSV with more than 10,000 rows, and one that is no table, are refused", async () => {
    const offerId = await aCodedOffer();
    const send = (body: string) =>
      world.provider.post(`/api/v1/offers/${offerId}/codes`, body, { "Content-Type": "text/csv" });
    for (const [body, code] of [
      ["CODE-1\n".repeat(10_001), "too_many_rows"],
      ["CODE-1\n".repeat(10_002), "too_many_rows"],
      ["PK\u0003\u0004 no table", "unreadable"],
    ] as const) {
      const answer = await send(body);
      expect(answer.status).to.equal(422);
      expect(answer.body["errors"]).to.have.nested.property("[0].code", code);
    }
  });

  it("codes are nobody else's", async () => {
    const offerId = await aCodedOffer();
    await upload(offerId, newCodes(1));
    const path = `/api/v1/offers/${offerId}/codes`;
    expect((await world.otherProvider.get(path)).status).to.equal(404);
    expect((await world.otherProvider.get(`${path}/to-block`)).status).to.equal(404);
    expect((await world.nav.get(path)).status).to.equal(403);
    expect((await world.culture.get(`${path}/to-block`)).status).to.equal(403);
  });

  /** An allocated and fetched ticket of the offer. */
  async function aShownTicket(offerId: string): Promise<string> {
    const { reference } = await aRecipient(database.db);
    const given = await world.nav.post("/api/v1/allocations", {
      items: [{ recipient: reference, offerId }],
    });
    await issuePasses(server.deps, { offerId });
    const [item] = given.body["items"] as { passes: { serialNumber: string }[] }[];
    const serialNumber = item?.passes[0]?.serialNumber ?? "";
    await database.db.transaction((trx) =>
      markFetched(trx, [serialNumber], server.deps.clock.now()),
    );
    return serialNumber;
  }

  it("the provider's system redeems its own code, which the offer's numbers and its refund count", async () => {
    const offerId = await aCodedOffer();
    const [code = "", unused = ""] = newCodes(2);
    await upload(offerId, [code]);
    await aShownTicket(offerId);
    await upload(offerId, [unused]);
    const { token } = await aDoor(database.db, world.providerId);
    const redeem = async (text: string, scanId: string) => {
      const answer = await fetch(`${server.url}/api/v1/redemptions`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ code: text, scanId }),
      });
      return (await answer.json()) as { accepted: boolean; reason?: string };
    };
    expect(await redeem(unused, "1")).to.include({ accepted: false, reason: "unknown_barcode" });
    expect(await redeem(code, "2")).to.include({ accepted: true });
    expect(await redeem(code, "2")).to.include({ accepted: true });
    expect(await redeem(code, "3")).to.include({ accepted: false, reason: "used_up" });
    const { body } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(body).to.include({ free: 1, revealed: 0, used: 1 });
    const statistics = await world.provider.get(`/api/v1/offers/${offerId}/statistics`);
    expect(statistics.body).to.include({ used: 1, admissions: 1 });

    const undone = await fetch(`${server.url}/api/v1/redemptions/2/undo`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(undone.status).to.be.lessThan(300);
    const after = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(after.body).to.include({ revealed: 1, used: 0 });
  });

  it("another provider's scanner does not know the code", async () => {
    const offerId = await aCodedOffer();
    const [code = ""] = newCodes(1);
    await upload(offerId, [code]);
    await aShownTicket(offerId);
    const { token } = await aDoor(database.db, world.otherProviderId);
    const answer = await fetch(`${server.url}/api/v1/redemptions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ code, scanId: "1" }),
    });
    expect(await answer.json()).to.include({ accepted: false, reason: "unknown_barcode" });
  });

  it("a revoked ticket's code is on the list to block, on the page and as a file, under the id that the webhook tells", async () => {
    const offerId = await aCodedOffer();
    const [code = ""] = newCodes(1);
    await upload(offerId, [code]);
    const { body: hook } = await world.provider.post("/api/v1/webhooks", {
      url: "https://tickets.example/hook",
      events: ["ticket.revoked"],
    });
    const serialNumber = await aShownTicket(offerId);
    const revoked = await world.nav.post(`/api/v1/passes/${serialNumber}/revoke`, {
      reason: "Moved away",
    });
    expect(revoked.status).to.equal(200);
    expect(revoked.body).to.include({ state: "revoked", codeShown: true });
    const { body } = await world.provider.get(`/api/v1/offers/${offerId}/codes/to-block`);
    expect(body["items"]).to.have.nested.property("[0].code", code);
    const told = await database
      .db("webhook_deliveries")
      .where({ webhook_id: hook["id"], event: "ticket.revoked" });
    expect(told).to.have.length(1);
    expect(JSON.stringify(told)).not.to.contain(code);
    const [{ ticketId } = { ticketId: "" }] = body["items"] as { ticketId: string }[];
    expect(told).to.have.nested.property("[0].ticket_id", ticketId);
    await world.provider.delete(`/api/v1/webhooks/${String(hook["id"])}`);
    const { text } = await page(`/provider/offers/${offerId}/codes`);
    expect(text).to.contain(ownCodesNb.toBlock).and.to.contain(code);
    const file = await page(`/provider/offers/${offerId}/codes/to-block.csv`);
    expect(file.text).to.match(new RegExp(`^\\ufeff?Kode;Trukket\\r\\n${code};2027-01-15`));
  });

  it("NAV is told how many codes of a revoked allocation were shown, before on the page and after in the answer", async () => {
    const offerId = await aCodedOffer();
    await upload(offerId, newCodes(3));
    const { reference } = await aRecipient(database.db);
    const given = await world.nav.post("/api/v1/allocations", {
      items: [{ recipient: reference, offerId, count: 3 }],
    });
    await issuePasses(server.deps, { offerId });
    const [item] = given.body["items"] as { passes: { serialNumber: string }[] }[];
    const shown = (item?.passes ?? []).slice(1).map(({ serialNumber }) => serialNumber);
    await database.db.transaction((trx) => markFetched(trx, shown, server.deps.clock.now()));
    const place = `/nav/allocations/${String(given.body["id"])}/revoke`;
    expect(await (await server.get(place)).text()).to.contain(staffNb.codesMayStillWork(2, 3));
    const path = `/api/v1/allocations/${String(given.body["id"])}/revoke`;
    const { body } = await world.nav.post(path);
    expect(body).to.include({ revoked: 3, codesShown: 2 });
    expect((await world.nav.post(path)).body).to.include({ revoked: 0, codesShown: 0 });
    const { body: pool } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(pool).to.include({ free: 1, revealed: 2 });
  });

  it("the page to cancel an offer says that shown codes work until the provider blocks them", async () => {
    const [coded, ours] = [await aCodedOffer(), await anOpenOffer(world)];
    await upload(coded, newCodes(1));
    await aShownTicket(coded);
    const warning = async (offerId: string) =>
      (await page(`/provider/offers/${offerId}/cancel`)).text.includes(ownCodesNb.shownCodesWork);
    expect(await warning(coded)).to.equal(true);
    expect(await warning(ours)).to.equal(false);
    expect((await world.provider.post(`/api/v1/offers/${coded}/cancel`)).status).to.equal(200);
    const { body } = await world.provider.get(`/api/v1/offers/${coded}/codes/to-block`);
    expect(body["items"]).to.have.length(1);
  });

  it("the page takes pasted codes with PIN and last day, and a file with headings", async () => {
    const offerId = await aCodedOffer();
    const [a = "", b = "", c = "", d = ""] = newCodes(4);
    const pasted = await sendForm(offerId, { codes: `${a};0042;2027-12-31\r\n${b}\r\n\r\n` });
    expect(await pasted.text()).to.contain(ownCodesNb.added(2));
    const file = `Utløpsdato,Kode\r\n31.12.2027,${c}\r\n,${d}\r\n`;
    expect(await (await sendForm(offerId, { file })).text()).to.contain(ownCodesNb.added(2));
    const ends = await database
      .db("provider_codes")
      .where({ offer_id: offerId })
      .whereNotNull("expires_at")
      .select("expires_at");
    expect(ends).to.deep.equal(
      [1, 2].map(() => ({ expires_at: new Date("2028-01-01T00:00:00+01:00") })),
    );
  });

  it("the page names every faulty line, keeps what was pasted, and adds nothing", async () => {
    const offerId = await aCodedOffer();
    const [good = ""] = newCodes(1);
    const answer = await sendForm(offerId, { codes: `${good}\n4,82101E+10\nAB\n${good}` });
    const text = await answer.text();
    expect(answer.status).to.equal(422);
    expect(text).to.contain(ownCodesNb.faulty(3));
    for (const fault of ["scientific", "length", "doubled"] as const) {
      expect(text).to.contain(ownCodesNb.faults[fault]);
    }
    expect(text.replaceAll("\r", "")).to.contain(`${good}\n4,82101E+10\nAB`);
    const { body } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(body).to.include({ free: 0 });
  });

  it("the page's script is told how far an upload is and where to go, and of a refused one to send it plainly", async () => {
    const offerId = await aCodedOffer();
    const lines = async (codes: string[]) => {
      const body = new FormData();
      body.set("name", "Bunke");
      body.set("codes", codes.join("\n"));
      const answer = await fetch(`${server.url}/provider/offers/${offerId}/codes?csrf=token`, {
        ...{ method: "POST", body },
        headers: { cookie, accept: "application/x-ndjson" },
      });
      expect(answer.status).to.equal(200);
      const text = await answer.text();
      return text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { share?: number; location?: string });
    };
    const many = newCodes(2_500);
    const told = await lines(many);
    const shares = told.flatMap(({ share }) => share ?? []);
    expect(shares).to.have.length.at.least(5);
    expect(shares.toSorted((a, b) => a - b)).to.deep.equal(shares);
    expect(shares.at(-1)).to.equal(1);
    expect(told.at(-1)).to.deep.equal({
      location: `/provider/offers/${offerId}/codes?added=2500`,
    });
    expect((await lines(many)).at(-1)).to.deep.equal({});
    expect(JSON.stringify(told)).not.to.contain("CODE-");
  });

  it("the page takes an Excel workbook, and names what Excel took for numbers", async () => {
    const offerId = await aCodedOffer();
    const [a = "", b = ""] = newCodes(2);
    const damaged = excelFile([["Kode"], [a], [1234567890123456]]);
    const refused = await sendForm(offerId, { file: damaged });
    expect(await refused.text()).to.contain(ownCodesNb.faults.scientific);
    const good = excelFile([
      ["PIN", "Kode"],
      ["0042", a],
      ["0043", b],
    ]);
    expect(await (await sendForm(offerId, { file: good })).text()).to.contain(ownCodesNb.added(2));
  });

  it("the page says so of a file that is no table", async () => {
    const offerId = await aCodedOffer();
    const answer = await sendForm(offerId, { file: Buffer.from("PK\u0003\u0004 not a workbook") });
    expect(answer.status).to.equal(422);
    expect(await answer.text()).to.contain(ownCodesNb.unreadable);
  });

  const report = (items: object[]) => world.provider.post("/api/v1/codes/used", { items });

  it("a reported code counts once in the offer's numbers and in the settlement, and unknown ones are named", async () => {
    const { body: made } = await world.provider.post("/api/v1/offers", {
      ...{ ...world.offerBody, ...reported, reportsUse: "file" },
      refundPerAdmissionOre: 5000,
    });
    const offerId = String(made["id"]);
    await world.provider.post(`/api/v1/offers/${offerId}/submit`);
    await world.culture.post(`/api/v1/offers/${offerId}/approve`);
    const [code = "", other = "", free = ""] = newCodes(3);
    await upload(offerId, [code, other]);
    const codes = [await aShownTicket(offerId), await aShownTicket(offerId)];
    expect(codes).to.have.length(2);
    await upload(offerId, [free]);
    const uses = [{ code }, { code }, { code: "NOT-OURS-1" }, { code: free }];
    const first = await report(uses);
    expect(first.body).to.deep.equal({
      ...{ used: 1, repeated: 1, unknown: ["NOT-OURS-1"] },
      questions: [{ code: free, question: "not_shown" }],
    });
    expect((await report(uses)).body).to.include({ used: 0, repeated: 3 });
    const { body } = await world.provider.get(`/api/v1/offers/${offerId}/statistics`);
    expect(body).to.include({ used: 1, useUnknown: 1, admissions: 1, extraAdmissions: 0 });
    const { items } = (await world.provider.get("/api/v1/settlements/2027-01")).body;
    const owed = (items as { offerId: string }[]).find((each) => each.offerId === offerId);
    expect(owed).to.include({ uses: 1, refundOre: 5000 });
    const { body: pool } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(pool).to.include({ free: 1, revealed: 1, used: 1 });
  });

  it("a report finds the offer of each code, and takes an instant as the time of use", async () => {
    const offers = [await aCodedOffer(), await aCodedOffer()];
    const codes: string[] = [];
    for (const offerId of offers) {
      const [code = ""] = newCodes(1);
      await upload(offerId, [code]);
      await aShownTicket(offerId);
      codes.push(code);
    }
    const times = ["2027-01-15", "2027-01-15T00:30:00+01:00"];
    const items = codes.map((code, place) => ({ code, usedAt: times[place] }));
    expect((await report(items)).body).to.deep.equal({
      ...{ used: 2, repeated: 0, unknown: [], questions: [] },
    });
    for (const offerId of offers) {
      const statistics = await world.provider.get(`/api/v1/offers/${offerId}/statistics`);
      expect(statistics.body).to.include({ used: 1 });
    }
    const told = await database
      .db("audit_events")
      .where({ action: "codes.use_reported" })
      .whereIn("subject", offers)
      .pluck("detail");
    expect(told).to.deep.equal(Array.from(offers, () => ({ counted: 1, questions: 0 })));
  });

  it("a report counts no code of another provider or of an offer approved without reports", async () => {
    const silent = await anOpenOffer(world, { ...unreported, refundPerAdmissionOre: 0 });
    const [silentCode = "", code = ""] = newCodes(2);
    await upload(silent, [silentCode]);
    await aShownTicket(silent);
    expect((await report([{ code: silentCode }])).body).to.deep.include({
      ...{ used: 0, unknown: [silentCode] },
    });
    const page = await sendForm(silent, { codes: silentCode, confirmed: "yes" }, "/used");
    expect(page.status).to.equal(409);
    const offerId = await aCodedOffer();
    await upload(offerId, [code]);
    await aShownTicket(offerId);
    const stolen = await world.otherProvider.post("/api/v1/codes/used", { items: [{ code }] });
    expect(stolen.body).to.deep.include({ used: 0, unknown: [code] });
    const questions = `/api/v1/offers/${offerId}/codes/questions`;
    expect((await world.otherProvider.get(questions)).status).to.equal(404);
    const asNav = await world.nav.post("/api/v1/codes/used", { items: [{ code }] });
    expect(asNav.status).to.equal(403);
    expect((await report([{ code }])).body).to.include({ used: 1 });
  });

  for (const usedAt of [
    "2027-01-16",
    "2027-01-16T00:30:00+01:00",
    "2027-01-15T12:00:00",
    "today",
  ]) {
    it(`a report with ${usedAt} as the time of use is refused with its place`, async () => {
      const { status, body } = await report([{ code: "CODE-1" }, { code: "CODE-2", usedAt }]);
      expect(status).to.equal(400);
      expect(body["errors"]).to.have.nested.property("[0].path", "items[1].usedAt");
    });
  }

  it("the page shows what a list comes to before it is recorded, and a revoked ticket's code as a question", async () => {
    const offerId = await aCodedOffer();
    const [used = "", revoked = ""] = newCodes(2);
    await upload(offerId, [used]);
    await aShownTicket(offerId);
    await upload(offerId, [revoked]);
    const serialNumber = await aShownTicket(offerId);
    await world.nav.post(`/api/v1/passes/${serialNumber}/revoke`, { reason: "Moved away" });
    const file = `Dato;Kode\r\n15.01.2027 12:04;${used}\r\n;${revoked}\r\n;"X;""Y"\r\n`;
    const shown = await sendForm(offerId, { file }, "/used");
    const preview = await shown.text();
    expect(preview).to.contain(ownCodesNb.willCount(1));
    expect(preview).to.contain(ownCodesNb.outcomes.ended);
    expect(preview).to.contain(ownCodesNb.outcomes.unknown);
    const path = `/api/v1/offers/${offerId}/codes`;
    expect((await world.provider.get(path)).body).to.include({ used: 0, revealed: 2 });
    const [, list = ""] = /<textarea[^>]*hidden[^>]*>([^<]*)</.exec(preview) ?? [];
    const codes = list.replaceAll("&quot;", '"');
    const done = await sendForm(offerId, { codes, confirmed: "yes" }, "/used");
    const after = await done.text();
    expect(after).to.contain(ownCodesNb.reported(1, 2)).and.to.contain(ownCodesNb.questions);
    expect(after).to.contain(ownCodesNb.outcomes.ended).and.to.contain(revoked);
    expect((await world.provider.get(path)).body).to.include({ used: 1, revealed: 1 });
    const asked = await world.provider.get(`${path}/questions`);
    expect(asked.body["items"]).to.have.nested.property("[0].question", "ended");
    const statistics = await world.provider.get(`/api/v1/offers/${offerId}/statistics`);
    expect(statistics.body).to.include({ used: 1, useUnknown: 0 });
  });

  it("a refund for each shown code is approved without reports of use, said on the review page, and settled as such", async () => {
    const refund = { per: "code", ore: 9000, capTotalOre: 50_000 };
    const { body: draft } = await world.provider.post("/api/v1/offers", {
      ...{ ...world.offerBody, ...unreported, refundPerAdmissionOre: undefined, refund },
    });
    expect(draft["refund"]).to.deep.equal(refund);
    const offerId = String(draft["id"]);
    await world.provider.post(`/api/v1/offers/${offerId}/submit`);
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const staff = `staff=${await staffSession(server.deps, claims)}`;
    const review = await fetch(`${server.url}/culture/offers/${offerId}`, {
      headers: { cookie: staff },
    });
    expect(await review.text()).to.contain(ownCodesNb.reviewShown);
    await world.culture.post(`/api/v1/offers/${offerId}/approve`);
    await upload(offerId, newCodes(2));
    await aShownTicket(offerId);
    const { items } = (await world.provider.get("/api/v1/settlements/2027-01")).body;
    const owed = (items as { offerId: string }[]).find((each) => each.offerId === offerId);
    expect(owed).to.include({ uses: 0, codesShown: 1, refundOre: 9000 });
    const csv = await world.provider.get("/api/v1/settlements/2027-01", undefined, {
      Accept: "text/csv",
    });
    expect(csv.text.split("\r\n")[0]).to.contain("codesShown");
  });

  it("the page names the line whose day is none", async () => {
    const offerId = await aCodedOffer();
    const answer = await sendForm(offerId, { codes: "CODE-1\nCODE-2;2027-13-01" }, "/used");
    expect(answer.status).to.equal(422);
    expect(await answer.text()).to.contain(ownCodesNb.usedAtFault(2));
  });

  it("the page asks before it withdraws a batch", async () => {
    const offerId = await aCodedOffer();
    const { body } = await upload(offerId, newCodes(3));
    await aShownTicket(offerId);
    const result = { withdrawn: 2, changed: 0, ended: 1 };
    const path = `/provider/offers/${offerId}/codes/${String(body["batchId"])}/withdraw`;
    const { text: asked } = await page(path);
    for (const text of [ownCodesNb.withdrawHelp(result), ownCodesNb.shownCodesWork]) {
      expect(asked).to.contain(text);
    }
    const [, mostEnded] = /name="mostEnded" value="(\d+)"/.exec(asked) ?? [];
    const done = await fetch(server.url + path, {
      method: "POST",
      headers: { cookie, "Content-Type": "application/x-www-form-urlencoded" },
      body: `csrf=token&mostEnded=${String(mostEnded)}`,
    });
    const after = await done.text();
    expect(after).to.contain(ownCodesNb.withdrawn(result)).and.not.to.contain(ownCodesNb.withdraw);
    const { body: pool } = await world.provider.get(`/api/v1/offers/${offerId}/codes`);
    expect(pool).to.include({ free: 0, withdrawn: 2 });
  });

  it("an offer with our barcode has no pool", async () => {
    const offerId = await anOpenOffer(world);
    expect((await world.provider.get(`/api/v1/offers/${offerId}/codes`)).status).to.equal(409);
    expect((await page(`/provider/offers/${offerId}`)).text).not.to.contain(ownCodesNb.toPool);
  });
});
