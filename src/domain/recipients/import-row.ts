import type { FieldError } from "../../errors.ts";
import type { Language } from "../language.ts";
import { importMembers, type ImportColumns, type ImportMember } from "./import-columns.ts";
import type { Delivery } from "./recipient.ts";

/** What a row says of a recipient; an empty cell says nothing. */
export interface GivenMembers {
  reference?: string;
  label?: string;
  household?: string;
  birthYear?: number;
  language?: Language;
  delivery?: Delivery;
  phone?: string;
  email?: string;
  secondPhone?: string;
  secondEmail?: string;
  protectedAddress?: boolean;
}

const languageWords: Record<string, Language> = {
  nb: "nb",
  bokmål: "nb",
  norsk: "nb",
  nn: "nn",
  nynorsk: "nn",
  en: "en",
  engelsk: "en",
  english: "en",
  sma: "sma",
  sørsamisk: "sma",
};
const deliveryWords: Record<string, Delivery> = {
  sms: "sms",
  tekstmelding: "sms",
  email: "email",
  "e-post": "email",
  epost: "email",
  print: "print",
  papir: "print",
  none: "none",
  overleveres: "none",
  "blir overlevert": "none",
};
const yesAndNo: Record<string, boolean> = {
  ja: true,
  j: true,
  x: true,
  yes: true,
  true: true,
  "1": true,
  nei: false,
  n: false,
  no: false,
  false: false,
  "0": false,
};

/** The cell as a person typed it: trimmed, and without the `.0` that some programs write after a number. */
const typed = (cell: string) =>
  cell
    .replaceAll(/[\0\u200b\ufeff]/g, "")
    .replaceAll("\u00a0", " ")
    .trim()
    .replace(/^(\d+)[.,]0+$/, "$1");

type Read<M extends ImportMember> = (text: string) => GivenMembers[M] | undefined;

const text = (cell: string) => cell;
const wordOf =
  <T>(words: Record<string, T>) =>
  (cell: string): T | undefined =>
    words[cell.toLowerCase()];

const readers: { [M in ImportMember]: Read<M> } = {
  reference: text,
  label: text,
  household: text,
  birthYear: (cell) => (/^\d{4}$/.test(cell) ? Number(cell) : undefined),
  language: wordOf(languageWords),
  delivery: wordOf(deliveryWords),
  phone: text,
  email: text,
  secondPhone: text,
  secondEmail: text,
  protectedAddress: wordOf(yesAndNo),
};

const expected: { [M in ImportMember]?: string } = {
  birthYear: "must be a year, four digits",
  language: "must be nb, nn, en or sma",
  delivery: "must be sms, email, print or none",
  protectedAddress: "must be yes or no",
};

/** Reads the cells of one row. A cell that is not understood is a fault of its member. */
export function readImportRow(
  cells: readonly string[],
  columns: ImportColumns,
): { given: GivenMembers; faults: FieldError[] } {
  const given: Record<string, unknown> = {};
  const faults: FieldError[] = [];
  for (const member of importMembers) {
    const column = columns[member];
    const cell = column === undefined ? "" : typed(cells[column] ?? "");
    if (cell === "") continue;
    const value = readers[member](cell);
    if (value !== undefined) given[member] = value;
    else {
      const message = expected[member] ?? "is not understood";
      faults.push({ path: member, code: "not_understood", message });
    }
  }
  return { given, faults };
}
