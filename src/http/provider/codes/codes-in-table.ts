import type { ReportedUse } from "../../../actions/codes/report-uses.ts";
import type { CodeRow } from "../../../domain/codes/code-rows.ts";

/** The words above each column, in lower case, in the order that columns have without headings. */
type Headings<Name extends string> = Record<Name, readonly string[]>;

const code = [
  "code",
  "kode",
  "koder",
  "kodar",
  "codes",
  "voucher",
  "vouchercode",
  "strekkode",
  "barcode",
];
const uploaded: Headings<keyof CodeRow> = {
  code,
  pin: ["pin", "pin-kode", "pinkode"],
  lastDay: [
    "valid_until",
    "validuntil",
    "last_day",
    "lastday",
    "siste dag",
    "utløper",
    "utløpsdato",
    "expires",
    "gyldig til",
  ],
};
const used: Headings<keyof ReportedUse> = {
  code,
  usedAt: [
    "used_at",
    "usedat",
    "used_on",
    "usedon",
    "used",
    "brukt",
    "dato",
    "date",
    "dag",
    "tid",
    "tidspunkt",
    "time",
  ],
};

/** The day of a date as it is written in Norway or by ISO 8601, with or without a time. */
function isoDay(text: string): string {
  const [first = ""] = text.split(/[\sT]/);
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(first) ?? [];
  return year === "" ? first : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** A row's cells by column, and the line it stands on, counted from 1. Empty rows are left out. */
function cellsIn<Name extends string>(
  rows: string[][],
  headings: Headings<Name>,
): { line: number; cell: (name: Name) => string }[] {
  const names = Object.keys(headings) as Name[];
  const titles = (rows[0] ?? []).map((title) => title.trim().toLowerCase());
  const found = names.map((name) => titles.findIndex((title) => headings[name].includes(title)));
  const hasTitles = (found[0] ?? -1) >= 0;
  return rows.flatMap((row, index) => {
    if ((hasTitles && index === 0) || row.every((each) => each.trim() === "")) return [];
    const cell = (name: Name) => {
      const place = names.indexOf(name);
      return row[hasTitles ? (found[place] ?? -1) : place]?.trim() ?? "";
    };
    return [{ line: index + 1, cell }];
  });
}

/** A row of an upload and its line. */
export interface ReadCode extends CodeRow {
  line: number;
}

/** Reads a table's rows as codes: code, PIN and last day in this order, or in any order under their headings. */
export const codesInTable = (rows: string[][]): ReadCode[] =>
  cellsIn(rows, uploaded).map(({ line, cell }) => {
    const [pin, lastDay] = [cell("pin"), cell("lastDay")];
    return {
      line,
      code: cell("code"),
      ...(pin !== "" && { pin }),
      ...(lastDay !== "" && { lastDay: isoDay(lastDay) }),
    };
  });

/** A row of a list of used codes and its line. */
export interface ReadUse extends ReportedUse {
  line: number;
}

/** Reads a table's rows as used codes: code and day in this order, or in any order under their headings. */
export const usesInTable = (rows: string[][]): ReadUse[] =>
  cellsIn(rows, used).map(({ line, cell }) => {
    const usedAt = cell("usedAt");
    return { line, code: cell("code"), ...(usedAt !== "" && { usedAt: isoDay(usedAt) }) };
  });
