import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { taxOf } from "../../../src/domain/statistics/payable-settlement.ts";
import { statementPdf, type Statement } from "../../../src/views/pdf/statement-pdf.ts";

const options = {
  language: "nb",
  brandName: "Join",
  at: new Date("2027-02-01T10:00:00Z"),
} as const;

type Line = Statement["items"][number];
const line = (title: string, changes: Partial<Line>): Line => ({
  offerId: title,
  title,
  usedIn: "2027-01",
  uses: 12,
  admissions: 12,
  codesShown: 0,
  refundPerAdmissionOre: 50_000,
  refundPer: null,
  units: 12,
  hasCap: false,
  refundOre: 600_000,
  ...changes,
});

const items = [
  line("Kino", {}),
  line("Medlemskap", { refundPer: "month", units: 1, refundOre: 50_000 }),
  line("Sesongkort", { refundPer: "ticket", units: 3, hasCap: true, refundOre: 120_000 }),
  line("Ridekurs", { refundPer: "ticket", units: 2, refundOre: 100_000, hasCap: true }),
  line("Klippekort", { refundPer: "code", units: 4, refundOre: 200_000, codesShown: 4 }),
];
const corrections = [
  line("Kino", { usedIn: "2026-12", units: -1, refundOre: -50_000 }),
  line("Medlemskap", { usedIn: "2026-12", refundPer: "month", units: null, refundOre: 50_000 }),
];
const payer = (name: string, refundOre: number, accountNumber: string | null) => ({
  name,
  refundOre,
  ...taxOf(refundOre, 12),
  accountNumber,
  reference: `2027-01-313003078-${name}`,
  dueOn: "2027-03-03",
});

function aStatement(changes: Partial<Statement> = {}): Statement {
  const payers = [
    payer("Røros", 700_007, "86011117947"),
    payer("Holtålen", 369_993, "86011117947"),
  ];
  const sum = (of: "refundOre" | "netOre" | "vatOre") =>
    payers.reduce((all, each) => all + each[of], 0);
  return {
    provider: { name: "Hovdelia skisenter", organisationNumber: "313003078" },
    month: "2027-01",
    statedAt: new Date("2027-02-01T08:00:00Z"),
    items,
    corrections,
    refundOre: sum("refundOre"),
    vatPercent: 12,
    netOre: sum("netOre"),
    vatOre: sum("vatOre"),
    payers,
    ...changes,
  };
}

async function textOf(statement: Statement, language: "nb" | "nn" = "nb"): Promise<string> {
  const input = await statementPdf(statement, { ...options, language });
  const { KEEP_STATEMENT: kept } = process.env;
  if (kept !== undefined) writeFileSync(kept, input);
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" }).replaceAll(
    "\u00a0",
    " ",
  );
}

describe("a month's statement as a PDF", () => {
  it("says of each line how many of which unit at which rate, and where a cap cut it", async () => {
    const text = await textOf(aStatement());
    for (const [title, count, sum] of [
      ["Kino", "12", "6 000,00"],
      ["Medlemskap", "1", "500,00"],
      ["Sesongkort", "3", "1 200,00"],
      ["Ridekurs", "2", "1 000,00"],
      ["Klippekort", "4", "2 000,00"],
    ]) {
      const row = new RegExp(`^${title ?? ""} +${count ?? ""} +kr 500,00 +kr ${sum ?? ""}$`, "m");
      expect(text).to.match(row);
    }
    for (const [unit, times] of [
      ["per person", 2],
      ["per måned", 2],
      ["per billett", 2],
      ["per vist kode", 1],
      ["inntil taket", 1],
    ] as const) {
      expect(text.split(unit).length - 1, unit).to.equal(times);
    }
  });

  it("adds up: the lines to the total, and net and tax to it, of the whole and of each municipality", async () => {
    const text = await textOf(aStatement());
    const sums = (pattern: RegExp) =>
      [...text.matchAll(pattern)].map(([, kroner = ""]) =>
        Math.round(Number(kroner.replaceAll(" ", "").replace("−", "-").replace(",", ".")) * 100),
      );
    const add = (all: number[]) => all.reduce((sum, each) => sum + each, 0);
    const lines = sums(/kr 500,00 +kr ([−\d ,]+)$/gm);
    const [total = 0] = sums(/^Til utbetaling +kr ([\d ,]+)$/gm);
    expect(lines).to.have.length(7);
    expect(add(lines)).to.equal(total);
    const [net = 0, ...nets] = sums(/Uten merverdiavgift: kr ([\d ]+,\d\d)/g);
    const [tax = 0, ...taxes] = sums(/Merverdiavgift 12 %: kr ([\d ]+,\d\d)/g);
    expect(net + tax).to.equal(total);
    expect([add(nets), add(taxes)]).to.deep.equal([net, tax]);
    expect(text).to.contain("Betales til konto 8601.11.17947");
  });

  it("names the account of each municipality where one was attested before it changed, and where it is missing", async () => {
    const [first, second] = [payer("Røros", 1_000, "86011117947"), payer("Os", 2_000, null)];
    const text = await textOf(aStatement({ payers: [first, second] }));
    expect(text).to.match(/Røros: kr 10,00[\s\S]*Betales til konto 8601.11.17947/);
    expect(text).to.match(/Os: kr 20,00[\s\S]*Kontonummer mangler/);
  });

  it("says that sums hold no tax, in Nynorsk, too", async () => {
    const text = await textOf(aStatement({ vatPercent: 0 }), "nn");
    expect(text).to.contain("Summane er utan meirverdiavgift.").and.contain("per månad");
  });
});
