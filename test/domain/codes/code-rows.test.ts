import { expect } from "chai";
import {
  findFaultyRows,
  type CodeFault,
  type CodeRow,
} from "../../../src/domain/codes/code-rows.ts";
import type { OwnCodes } from "../../../src/domain/codes/own-codes.ts";
import { sampleCode, symbologyFault } from "../../../src/domain/codes/symbology.ts";
import { symbologies } from "../../../src/domain/codes/own-codes.ts";

const today = "2027-01-15";
const qr = { symbology: "qr", showAs: "both" } as const;
const noPause = () => Promise.resolve();
const faultsOf = async (
  rows: (string | CodeRow)[],
  ownCodes: Pick<OwnCodes, "symbology" | "showAs"> = qr,
) => {
  const codes = rows.map((row) => (typeof row === "string" ? { code: row } : row));
  const faulty = await findFaultyRows(codes, ownCodes, today, noPause);
  return faulty.map(({ index, fault }) => [index, fault]);
};

/** Twenty eleven-digit codes, as a cinema's list. */
const cinema = Array.from({ length: 20 }, (_, i) => String(48_210_093_375 + 7_919 * i));

describe("rows of codes", () => {
  const single: [text: string, row: string | CodeRow, fault: CodeFault | undefined][] = [
    ["a plain code", "AB12-34567", undefined],
    ["an empty code", "", "empty"],
    ["a tab in the code", "AB12\t34567", "control_character"],
    ["a zero-width space", "AB12\u200b34567", "control_character"],
    ["a letter beyond ASCII", "KØDE-12345", "characters"],
    ["four characters", "AB12", "length"],
    ["a word of the deny-list", "NAV-GRATIS-1", "revealing_text"],
    ["a PIN", { code: "AB12-34567", pin: "0042" }, undefined],
    ["a PIN with a space", { code: "AB12-34567", pin: "00 42" }, "pin"],
    ["today as the last day", { code: "AB12-34567", lastDay: today }, undefined],
    ["yesterday as the last day", { code: "AB12-34567", lastDay: "2027-01-14" }, "last_day"],
    ["no date as the last day", { code: "AB12-34567", lastDay: "2027-02-30" }, "last_day"],
    ["scientific notation", "4,82101E+10", "scientific"],
    ["scientific notation with a point", "4.8E10", "scientific"],
  ];
  for (const [text, row, fault] of single) {
    it(`a row with ${text} is ${fault ?? "taken"}`, async () => {
      expect(await faultsOf([row])).to.deep.equal(fault === undefined ? [] : [[0, fault]]);
    });
  }

  const odd: [text: string, code: string, fault: CodeFault][] = [
    ["its leading zero eaten", "8210093375", "zeros_lost"],
    ["scientific notation", "4,82101E+10", "scientific"],
    ["thousands separators", "48 210 093 375", "separators"],
    ["a trailing .00", "48210093375.00", "separators"],
    ["a date", "12.03.2027", "date"],
    ["a month", "12.mar", "date"],
    ["a digit too many", "482100933751", "other_shape"],
  ];
  for (const [text, code, fault] of odd) {
    it(`a row with ${text} falls out of a column of eleven digits as ${fault}`, async () => {
      expect(await faultsOf([...cinema, code])).to.deep.equal([[20, fault]]);
    });
  }

  it("every code whose zero was eaten is named where as many begin with one as chance makes, also beside scientific notation", async () => {
    const eaten = ["8210093375", "921009337", "1210093375", "4210093375"];
    const rows = [...cinema, ...eaten, "4,82101E+10"];
    expect((await faultsOf(rows)).map(([, fault]) => fault)).to.deep.equal([
      ...eaten.map(() => "zeros_lost"),
      "scientific",
    ]);
  });

  it("a PIN whose zero was eaten is named", async () => {
    const rows = cinema.map((code, i) => ({ code, pin: i === 3 ? "42" : String(1000 + i) }));
    expect(await faultsOf(rows)).to.deep.equal([[3, "pin_damaged"]]);
  });

  it("codes of many lengths are taken", async () => {
    const codes = Array.from({ length: 30 }, (_, i) => "X".repeat(5 + (i % 6)) + String(i));
    expect(await faultsOf(codes)).to.deep.equal([]);
  });

  it("codes of letters and digits are taken where chance makes one all digits", async () => {
    const codes = Array.from({ length: 20 }, (_, i) => `A${String(1000 + i)}Z`);
    expect(await faultsOf([...codes, "123456"])).to.deep.equal([]);
  });

  it("the second of two equal codes is doubled", async () => {
    expect(await faultsOf(["AB12-34567", "CD12-34567", "AB12-34567"])).to.deep.equal([
      [2, "doubled"],
    ]);
  });
});

describe("symbologies", () => {
  const cases: [symbology: OwnCodes["symbology"], code: string, fault: string | undefined][] = [
    ["ean13", "7038010009457", undefined],
    ["ean13", "7038010009458", "check_digit"],
    ["ean13", "703801000945", "length"],
    ["ean13", "70380100094AB", "characters"],
    ["itf14", "07038010009457", undefined],
    ["itf14", "17038010009457", "check_digit"],
    ["code128", "A".repeat(32), undefined],
    ["code128", "A".repeat(33), "length"],
    ["qr", "https://pass.example/?c=AB12", undefined],
    ["pdf417", "A".repeat(151), "length"],
  ];
  for (const [symbology, code, fault] of cases) {
    it(`${code.slice(0, 20)} as ${symbology} is refused for ${fault ?? "nothing"}`, () => {
      expect(symbologyFault(code, { symbology, showAs: "barcode" })).to.equal(fault);
    });
  }

  it("a code that is shown as text alone need not fit its symbology", () => {
    expect(symbologyFault("AB12-34567", { symbology: "ean13", showAs: "text" })).to.equal(
      undefined,
    );
  });

  it("every symbology carries its sample", () => {
    for (const symbology of symbologies) {
      expect(symbologyFault(sampleCode(symbology), { symbology, showAs: "both" })).to.equal(
        undefined,
      );
    }
  });
});
