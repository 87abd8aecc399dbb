/**
 * The values in compiled pass.json that stamping replaces. They contain U+0000, which the database
 * refuses in every text. `expiresAt` and `endedAt` must be valid dates, so they
 * are some that no pass has.
 */
export const placeholders = {
  serialNumber: "\u0000serialNumber",
  authenticationToken: "\u0000authenticationToken",
  barcode: "\u0000barcode",
  usesLeft: "\u0000usesLeft",
  ticketNumber: "\u0000ticketNumber",
  barcodeText: "\u0000barcodeText",
  lastsUntil: "\u0000lastsUntil",
  partsLeft: "\u0000partsLeft",
  expiresAt: "1970-01-01T00:00:01.000Z",
  endedAt: "1970-01-01T00:00:00.000Z",
} as const;
export type Placeholder = keyof typeof placeholders;

/** JSON text, split where values are to be inserted. */
export interface TextWithPlaceholders {
  /** One more than there are values. */
  texts: readonly string[];
  places: readonly Placeholder[];
}

const markOf = new Map(
  Object.entries(placeholders).map(([name, text]) => [JSON.stringify(text), name]),
);
const anyMark = new RegExp(
  `(${[...markOf.keys()].map((text) => text.replaceAll("\\", "\\\\")).join("|")})`,
);

/** Splits JSON text at its placeholders, quotes included. */
export function splitAtPlaceholders(json: string): TextWithPlaceholders {
  const parts = json.split(anyMark);
  return {
    texts: parts.filter((_part, index) => index % 2 === 0),
    places: parts
      .filter((_part, index) => index % 2 === 1)
      .map((part) => markOf.get(part) as Placeholder),
  };
}

/** Joins the texts with one value between each two. */
export function fillPlaceholders(
  { texts, places }: TextWithPlaceholders,
  values: Readonly<Record<Placeholder, string>>,
): string {
  let filled = texts[0] ?? "";
  for (const [index, mark] of places.entries()) {
    filled += JSON.stringify(values[mark]) + (texts[index + 1] ?? "");
  }
  return filled;
}
