import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { removeExpiredImports } from "../../../src/actions/recipients/remove-import.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { findHolderByToken } from "../../../src/db/recipients/claim-link-lookups.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { readTable } from "../../../src/http/api/read-table.ts";
import type { Recipient } from "../../../src/domain/recipients/recipient.ts";
import { findImport } from "../../../src/db/recipients/recipient-imports.ts";
import { aMunicipality, aPass, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { excelFile } from "../../support/excel-file.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { testDeps } from "../../support/test-deps.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
const path = "/nav/recipients/import";
let count = 0;
const aReference = () => `SAK-${++count}`;

const known = (reference: string) => ({
  ...({ actor, reference, label: "A", birthYear: 2014, municipality: "5025" } as const),
  ...({ language: "nb", delivery: "sms", phone: "41234567" } as const),
});

function aForm(file: string | Buffer<ArrayBuffer>, municipality = "5025"): FormData {
  const form = new FormData();
  form.set("municipality", municipality);
  form.set("file", new Blob([file]), "mottakere.csv");
  return form;
}

const csv = (...rows: string[]) => rows.join("\r\n");
const revisionIn = (page: string) => /name="revision" value="([^"]*)"/.exec(page)?.[1] ?? "";
/** The figures of the preview: new, changed, unchanged, faults. */
const countsIn = (page: string) =>
  [...page.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, figure]) => Number(figure));

describe("an import of recipients", function () {
  this.timeout(120_000);
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);
  let key: string;

  before(async () => {
    for (const number of ["5025", "5026"]) await aMunicipality(database.db, number);
    ({ key } = await createApiKey(pages.deps, {
      ...{ role: "nav", municipalities: ["5025"], name: "machine" },
    }));
  });

  async function preview(file: string | Buffer<ArrayBuffer>, municipality?: string) {
    const answer = await pages.upload(path, aForm(file, municipality));
    expect(answer.status, await answer.clone().text()).to.equal(303);
    const at = answer.headers.get("location") ?? "";
    const page = await (await pages.get(at)).text();
    return { at, page, save: () => pages.post(at, { revision: revisionIn(page) }) };
  }
  const refused = async (file: string | Buffer<ArrayBuffer>) => {
    const answer = await pages.upload(path, aForm(file));
    expect(answer.status).to.equal(422);
    return answer.text();
  };
  const get = (reference: string) => getRecipient(pages.deps, { actor, reference });

  it("saves nothing before the officer confirms, then all of a file as a Norwegian Excel writes it", async () => {
    const [one, two] = [aReference(), aReference()];
    const text = csv(
      "Referanse;Merkelapp;Fødselsår;Språk;Levering;Mobil;Skjermet adresse",
      `${one};Bjørn;2014;Nynorsk;SMS;412 34 567;nei`,
      "",
      `${two};;2016.0;;;;ja`,
    );
    const { at, page, save } = await preview(Buffer.from(text, "latin1"));
    expect(countsIn(page)).to.deep.equal([2, 0, 0, 0]);
    expect((await refusalOf(get(one))).code).to.equal("not_found");
    expect((await save()).status).to.equal(303);
    expect(await get(one)).to.include({
      ...{ label: "Bjørn", birthYear: 2014, language: "nn", delivery: "sms" },
      ...{ phone: "+4741234567", protectedAddress: false },
    });
    expect(await get(two)).to.include({ delivery: "print", protectedAddress: true });
    expect(await (await pages.get(at)).text()).to.contain("2 nye, 0 endret og 0 uendret");
    const events = await database.db("audit_events").where({ action: "recipient.created" });
    expect(events.length).to.equal(2);
  });

  it("saves a file once, however often the officer confirms", async () => {
    const { save } = await preview(csv("referanse,fødselsår", `${aReference()},2015`));
    const answers = await Promise.all([save(), save(), save()]);
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
  });

  it("reads numbers and leading zeros of an Excel workbook, and tabs and a byte order mark of a text", async () => {
    const leading = `00${++count}`;
    const number = 90_000_000 + ++count;
    const workbook = excelFile([
      ["Referanse", "Fødselsår", "Telefon"],
      [leading, 2015, 41234567],
      [number, 2015, 4741234568],
    ]);
    await (await preview(workbook)).save();
    expect(await get(leading)).to.include({ phone: "+4741234567", delivery: "sms" });
    expect(await get(String(number))).to.include({ phone: "+4741234568" });
    const text = `\ufeff"Case no."\tYear of birth\tE-mail\r\n${leading}\t2015\ta@example.org\r\n`;
    const { page } = await preview(text);
    expect(countsIn(page)).to.deep.equal([0, 1, 0, 0]);
    expect(page).to.contain("a@example.org");
  });

  it("shows each change of a known recipient with what it replaces, and keeps what a cell leaves empty", async () => {
    const [changed, same] = [aReference(), aReference()];
    await upsertRecipient(pages.deps, known(changed));
    await upsertRecipient(pages.deps, known(same));
    const text = csv(
      "Referanse;Merkelapp;Mobil;Fødselsår",
      `${changed};;99887766;2014`,
      `${same};A;41234567;`,
    );
    const { page, save } = await preview(text);
    expect(countsIn(page)).to.deep.equal([0, 1, 1, 0]);
    expect(page).to.match(/\+4741234567<\/td>.*?\+4799887766<\/td>/);
    await save();
    expect(await get(changed)).to.include({ label: "A", phone: "+4799887766" });
    expect(await get(same)).to.include({ label: "A", phone: "+4741234567" });
  });

  it("overwrites nothing that has changed since the officer looked, and shows it anew", async () => {
    const reference = aReference();
    await upsertRecipient(pages.deps, known(reference));
    const { save } = await preview(csv("Referanse;Mobil", `${reference};99887766`));
    await updateRecipient(pages.deps, { actor, reference, phone: "48484848" });
    const answer = await save();
    expect(answer.status).to.equal(409);
    const page = await answer.text();
    expect(page).to.contain("Ingenting er lagret").and.contain("+4748484848");
    expect(await get(reference)).to.include({ phone: "+4748484848" });
  });

  async function changeInForm({ id }: Recipient, phone: string): Promise<string> {
    const at = `/nav/recipients/${id}/edit`;
    const page = await (await pages.get(at)).text();
    const [, json = ""] = /name="shown" value="([^"]*)"/.exec(page) ?? [];
    const shown = json.replaceAll("&quot;", '"');
    const { protectedAddress, ...values } = JSON.parse(shown) as Record<string, string>;
    expect(protectedAddress).to.equal(false);
    const answer = await pages.post(at, { ...values, phone, shown });
    return (await pages.get(answer.headers.get("location") ?? "")).text();
  }
  async function changeInFile({ reference }: Recipient, phone: string): Promise<string> {
    const { page, save } = await preview(csv("Referanse;Mobil", `${reference};${phone}`));
    await save();
    return page;
  }
  const sendJson = async (method: string, at: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${pages.url}/api/v1/recipients${at}`, {
      ...{ method, headers, body: JSON.stringify(body) },
    });
    expect(answer.status).to.equal(200);
    return "";
  };
  const ways: [string, (child: Recipient, phone: string) => Promise<string>, says?: string][] = [
    ["the form", changeInForm, "Hentelenken fra før virker ikke lenger. Den nye blir sendt nå."],
    ["an import", changeInFile, "Hentelenken fra før slutter å virke"],
    ["PATCH", ({ reference }, phone) => sendJson("PATCH", `/${reference}`, { phone })],
    [
      "POST",
      ({ reference }, phone) =>
        sendJson("POST", "", { ...known(reference), actor: undefined, phone }),
    ],
  ];
  for (const [way, change, says = ""] of ways) {
    it(`a phone number that is changed by ${way} ends the claim link, and sends the new one at once`, async () => {
      const { recipient } = await upsertRecipient(pages.deps, known(aReference()));
      const recipientId = recipient.id;
      const linkOf = () =>
        database.db.transaction((trx) => ensureClaimLink(trx, testKeyRing, recipientId));
      const { token } = await linkOf();
      const deps = testDeps(database.db);
      await aPass(database.db, { recipientId });
      await notifyRecipient(deps, { recipientId });
      const same = await change(recipient, "+4741234567");
      expect((await linkOf()).token).to.equal(token);
      await notifyRecipient(deps, { recipientId });
      expect(deps.sent.splice(0)).to.have.length(1);
      if (says !== "") expect(same).to.not.contain(says);
      expect(await change(recipient, "+4799887766")).to.contain(says);
      expect(await findHolderByToken(database.db, token)).to.equal(undefined);
      const next = (await linkOf()).token;
      deps.clock.set(pages.deps.clock.now());
      await notifyRecipient(deps, { recipientId });
      expect(deps.sent.map(({ to }) => to)).to.deep.equal(["+4799887766"]);
      expect(deps.sent[0]?.text).to.contain(next).and.not.contain(token);
    });
  }

  it("names every fault by row and column, and saves nothing of a file with one", async () => {
    const good = aReference();
    const twice = aReference();
    const text = csv(
      "Referanse;Fødselsår;Mobil;Merkelapp;Levering",
      `${good};2015;41234567;;`,
      `${twice};1995;22 33 44 55;15831710281;fax`,
      `${twice};2015;41234567;;`,
    );
    const { at, page } = await preview(text);
    expect(countsIn(page)[3]).to.equal(5);
    for (const place of ["B · Fødselsår", "C · Mobilnummer", "E · Levering", "A · Referanse"]) {
      expect(page).to.contain(place);
    }
    expect((await pages.post(at, { revision: revisionIn(page) })).status).to.equal(409);
    expect((await refusalOf(get(good))).code).to.equal("not_found");
  });

  it("joins siblings of one household, new and known", async () => {
    const [one, two, three] = [aReference(), aReference(), aReference()];
    await upsertRecipient(pages.deps, { ...known(one), household: "H-1" });
    const heading = "Referanse;Fødselsår;Husstand";
    const text = csv(heading, `${one};2014;H-1`, `${two};2015;H-1`, `${three};2015;H-2`);
    const { page, save } = await preview(text);
    expect(countsIn(page)).to.deep.equal([2, 0, 1, 0]);
    await save();
    const households = [await get(one), await get(two), await get(three)].map(
      ({ householdId }) => householdId,
    );
    expect(households[0]).to.be.a("string").and.equal(households[1]);
    expect(households[2]).to.be.a("string").and.not.equal(households[0]);
  });

  it("uses the columns that the officer chose, also for the municipality's next file", async () => {
    const heading = "Løpenummer;Årskull";
    const { at, page } = await preview(csv(heading, `${aReference()};2015`), "5026");
    expect(page).to.contain("Velg hvilken kolonne som har referansen");
    await pages.post(`${at}/columns`, { reference: "0", birthYear: "1" });
    const corrected = await (await pages.get(at)).text();
    expect(countsIn(corrected)).to.deep.equal([1, 0, 0, 0]);
    await pages.post(at, { revision: revisionIn(corrected) });
    const next = await preview(csv(heading, `${aReference()};2015`), "5026");
    expect(countsIn(next.page)).to.deep.equal([1, 0, 0, 0]);
    const elsewhere = await preview(csv(heading, `${aReference()};2015`), "5025");
    expect(countsIn(elsewhere.page)).to.deep.equal([0, 0, 0, 1]);
  });

  it("keeps the file encrypted, for its officer alone, until it is saved or its hour is over", async () => {
    const reference = "SAK-HEMMELIG";
    const { at, save } = await preview(csv("Referanse;Fødselsår", `${reference};2015`));
    const id = at.split("/").at(-1) ?? "";
    const stored = () => database.owner("recipient_imports").where({ id }).first<object>();
    const row = await stored();
    expect(JSON.stringify(row)).not.to.contain(reference);
    const bytes = (row as { table_sealed: Buffer }).table_sealed;
    expect(bytes.includes(reference)).to.equal(false);
    await database.owner("recipient_imports").where({ id }).update({ created_by: "somebody" });
    expect((await pages.get(at)).status).to.equal(404);
    await database.owner("recipient_imports").where({ id }).update({ created_by: "nora" });
    await save();
    expect(await stored()).to.include({ table_sealed: null, created_count: 1 });
    await database
      .owner("recipient_imports")
      .where({ id })
      .update({ expires_at: new Date(0) });
    expect((await pages.get(at)).status).to.equal(404);
    await removeExpiredImports(pages.deps);
    expect(await stored()).to.equal(undefined);
  });

  it("keeps no identity number, in whatever column, and still names its row and column", async () => {
    const number = "15031710054";
    const text = csv(
      `Referanse;Fødselsår;Merkelapp;Fødselsnummer ${number}`,
      `${aReference()};2015;Gutt ${number};150317 10054`,
    );
    const { at, page } = await preview(text);
    expect(page).to.contain("C · Merkelapp");
    const id = at.split("/").at(-1) ?? "";
    const asked = { id, municipalities: ["5025"], createdBy: "nora", at: pages.deps.clock.now() };
    const kept = JSON.stringify(await findImport(database.db, testKeyRing, asked));
    expect(kept)
      .to.contain("Merkelapp")
      .and.not.to.contain(number)
      .and.not.to.match(/\b10054\b/);
  });

  it("is removed by the officer", async () => {
    const { at } = await preview(csv("Referanse;Fødselsår", `${aReference()};2015`));
    expect((await pages.post(`${at}/remove`)).headers.get("location")).to.equal(path);
    expect((await pages.get(at)).status).to.equal(404);
  });

  it("refuses what is no table, is too large when inflated, has no rows, or is of another municipality", async () => {
    expect(await refused(Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9]))).to.contain("kan ikke leses");
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).to.contain("gammel Excel");
    expect(await refused("Referanse;Fødselsår")).to.contain("ingen rader");
    expect(await refused("x\n".repeat(10_002))).to.contain("for mange rader");
    expect(await refused("x".repeat(5 * 1024 * 1024 + 1))).to.contain("for stor");
    expect(await refused(excelFile([], " ".repeat(65 * 1024 * 1024)))).to.contain("for stor");
    const elsewhere = await pages.upload(path, aForm("Referanse\n1", "4601"));
    expect(elsewhere.status).to.equal(422);
  });

  it("a table that takes too long to read is named so, and not as a damaged file", async () => {
    const limits = { kind: "recipients", least: 1, most: 10, timeoutMs: 1 } as const;
    const reading = readTable(database, excelFile([["4821"]]), limits);
    expect((await refusalOf(reading)).errors[0]?.code).to.equal("too_slow");
  });

  it("a table that takes more memory than its thread may is refused, and a small one is read", async () => {
    const limits = { kind: "codes", least: 1, most: 10, maxHeapMb: 16 } as const;
    const read = (text: string) => readTable(database, Buffer.from(text), limits);
    expect(await read("a,b")).to.deep.equal([["a", "b"]]);
    const refusal = await refusalOf(read("abc,".repeat(1_200_000)));
    expect(refusal.errors[0]?.code).to.equal("unreadable");
  });

  it("offers an example that can be imported as it is", async () => {
    const example = await (await pages.get(`${path}/example.csv`)).arrayBuffer();
    const { page } = await preview(Buffer.from(example));
    expect(countsIn(page)).to.deep.equal([3, 0, 0, 0]);
  });

  describe("over the API", () => {
    const send = async (file: string, parts: Record<string, string> = {}) => {
      const body = aForm(file, parts["municipality"]);
      for (const [name, value] of Object.entries(parts)) body.set(name, value);
      const headers = { Authorization: `Bearer ${key}` };
      const answer = await fetch(`${pages.url}/api/v1/recipients/import`, {
        ...{ method: "POST", headers, body },
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };

    it("the API shows an import first, and saves it by the revision of what it showed", async () => {
      const [fresh, old] = [aReference(), aReference()];
      const { recipient } = await upsertRecipient(pages.deps, known(old));
      const file = csv("reference,birthYear,phone", `${fresh},2015,`, `${old},2014,99887766`);
      const shown = await send(file);
      expect(shown.status).to.equal(200);
      expect(shown.body).to.deep.include({ isSaved: false, created: 1, changed: 1, unchanged: 0 });
      expect(shown.body["changes"]).to.deep.equal([
        {
          ...{ row: 3, recipientId: recipient.id },
          differences: [{ member: "phone", from: "+4741234567", to: "+4799887766" }],
        },
      ]);
      const revision = String(shown.body["revision"]);
      expect((await send(file, { revision: "another" })).status).to.equal(412);
      expect((await refusalOf(get(fresh))).code).to.equal("not_found");
      expect((await send(file, { revision })).body).to.include({ isSaved: true });
      expect(await get(old)).to.include({ phone: "+4799887766" });
      expect(await get(fresh)).to.include({ birthYear: 2015 });
    });

    const sendBody = async (body: string | Buffer, contentType: string, query = "") => {
      const headers = { Authorization: `Bearer ${key}`, "Content-Type": contentType };
      const answer = await fetch(`${pages.url}/api/v1/recipients/import${query}`, {
        ...{ method: "POST", headers, body },
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    for (const [what, type, bodyOf] of [
      ["CSV", "text/csv", (reference: string) => csv("referanse,fødselsår", `${reference},2015`)],
      [
        "Excel",
        xlsx,
        (reference: string) =>
          excelFile([
            ["Referanse", "Født"],
            [reference, "2015"],
          ]),
      ],
      [
        "JSON",
        "application/json",
        (reference: string) =>
          JSON.stringify({ items: [{ reference, birthYear: 2015, municipality: "5025" }] }),
      ],
    ] as const) {
      it(`the API takes ${what} as the body, which a dry run only counts`, async () => {
        const reference = aReference();
        const counts = { created: 1, changed: 0, unchanged: 0, faults: [] };
        const dry = await sendBody(bodyOf(reference), type, "?dryRun=true");
        expect(dry.status).to.equal(200);
        expect(dry.body).to.deep.include({ isSaved: false, ...counts });
        expect((await refusalOf(get(reference))).code).to.equal("not_found");
        const saved = await sendBody(bodyOf(reference), type, "?municipality=5025");
        expect(saved.body).to.deep.include({ isSaved: true, ...counts });
        expect(await get(reference)).to.include({ birthYear: 2015, municipality: "5025" });
      });
    }

    it("a body with a fault in one row saves none of them, and each fault has its row and column", async () => {
      const [good, bad] = [aReference(), aReference()];
      const file = csv("referanse;kommune;fødselsår", `${good};5025;2015`, `${bad};5026;1950`);
      const { status, body } = await sendBody(file, "text/csv");
      expect([status, body["isSaved"]]).to.deep.equal([200, false]);
      const faults = body["faults"] as { row: number; column: string; code: string }[];
      expect(faults.map(({ row, column }) => [row, column])).to.deep.equal([
        [3, "B"],
        [3, "C"],
      ]);
      expect(faults[0]?.code).to.equal("other_municipality");
      expect((await refusalOf(get(good))).code).to.equal("not_found");
      expect((await sendBody(file, "text/csv", "?municipality=5026")).status).to.equal(403);
      expect((await sendBody(file, "text/plain")).status).to.equal(415);
      expect((await sendBody(file, "text/csv", "?dryrun=true")).status).to.equal(400);
    });

    it("the API names the row and the column of each fault of an import, without its content", async () => {
      const { status, body } = await send(csv("reference,birthYear", "SAK-PRIVAT,1950"));
      expect(status).to.equal(422);
      const [fault] = body["errors"] as { path: string; message: string }[];
      expect(fault?.path).to.equal("rows[2].birthYear");
      expect(fault?.message).to.contain("row 2, column B");
      expect(JSON.stringify(body)).not.to.contain("PRIVAT");
      expect((await send("reference\n1", { municipality: "5026" })).status).to.equal(403);
    });
  });
});
