/** The members of a recipient that a column of a table can hold, in the order of the example. */
export const importMembers = [
  "reference",
  "label",
  "household",
  "birthYear",
  "language",
  "delivery",
  "phone",
  "email",
  "secondPhone",
  "secondEmail",
  "protectedAddress",
] as const;
export type ImportMember = (typeof importMembers)[number];

/** The position of each member's column; a member without a column is absent. */
export type ImportColumns = { [M in ImportMember]?: number | undefined };

/** Headings in Bokmål, Nynorsk and English, as `normalHeading` writes them. */
const knownHeadings: Record<ImportMember, readonly string[]> = {
  reference: ["referanse", "reference", "saksnummer", "saksnr", "saksreferanse", "caseno"],
  label: ["merkelapp", "label", "merke"],
  household: ["husstand", "hushald", "household", "familie", "family", "husholdning"],
  birthYear: ["fødselsår", "fødselår", "fodselsar", "birthyear", "yearofbirth", "født", "fødd"],
  language: ["språk", "sprak", "målform", "language"],
  delivery: ["levering", "leveringsmåte", "delivery", "sendemåte", "slikfårdelenken"],
  phone: ["mobilnummer", "mobil", "telefon", "telefonnummer", "tlf", "phone", "mobile"],
  email: ["epost", "epostadresse", "email", "emailaddress", "mail"],
  secondPhone: ["mobilnummer2", "mobil2", "telefon2", "tlf2", "phone2", "mobile2", "secondphone"],
  secondEmail: ["epost2", "epostadresse2", "email2", "mail2", "secondemail"],
  protectedAddress: ["skjermetadresse", "skjermaadresse", "skjermet", "protectedaddress"],
};

/** The heading in lower case, of letters and digits alone: `Mobil-nr.` becomes `mobilnr`. */
export const normalHeading = (heading: string): string =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Finds each member's column: by the heading that was chosen for it before, else by a known heading. */
export function guessColumns(
  headings: readonly string[],
  remembered: { [M in ImportMember]?: string | undefined },
): ImportColumns {
  const normal = headings.map(normalHeading);
  const found = importMembers.flatMap((member) => {
    const before = remembered[member];
    const names = before === undefined ? knownHeadings[member] : [before, ...knownHeadings[member]];
    const column = names.map((name) => normal.indexOf(name)).find((index) => index >= 0);
    return column === undefined ? [] : ([[member, column]] as const);
  });
  return withoutRepeats(Object.fromEntries(found));
}

/** The columns with each column given to one member alone, the first that names it. */
export function withoutRepeats(columns: ImportColumns): ImportColumns {
  const taken = new Set<number>();
  const kept = importMembers.flatMap((member) => {
    const column = columns[member];
    if (column === undefined || taken.has(column)) return [];
    taken.add(column);
    return [[member, column]];
  });
  return Object.fromEntries(kept) as ImportColumns;
}

/** The name of a column in a spreadsheet: 0 is A, 26 is AA. */
export const columnLetters = (index: number): string =>
  (index < 26 ? "" : columnLetters(Math.floor(index / 26) - 1)) +
  String.fromCharCode(65 + (index % 26));
