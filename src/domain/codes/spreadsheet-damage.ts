/** What a spreadsheet does to a column of codes that it takes for numbers. */
export const spreadsheetDamages = [
  "scientific",
  "separators",
  "date",
  "zeros_lost",
  "other_shape",
] as const;
type SpreadsheetDamage = (typeof spreadsheetDamages)[number];

const scientific = /^\d(?:[.,]\d+)?E\+?\d{1,3}$/i;
const separators = /^\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:[.,]0+)?$|^\d+[.,]0+$/;
const date = /^\d{1,2}[./-](?:\d{1,2}|[a-zæøå]{3,4}\.?)[./-]?(?:\d{2}|\d{4})?$/i;
const onlyDigits = /^\d+$/;

/**
 * The length, and whether of digits alone, that nine of ten rows have, in a column of at least ten; four of five of
 * numbers, since one in ten begins with the zero that a spreadsheet eats.
 */
function usualShape(codes: readonly string[]): { length: number; isDigits: boolean } | undefined {
  const numbers = codes.filter((code) => onlyDigits.test(code));
  const isDigits = numbers.length >= codes.length * 0.9;
  const compared = isDigits ? numbers : codes;
  const counts = new Map<number, number>();
  for (const { length } of compared) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [[length, rows] = [0, 0]] = [...counts].sort(([, a], [, b]) => b - a);
  const isUsual = codes.length >= 10 && rows >= compared.length * (isDigits ? 0.8 : 0.9);
  return isUsual ? { length, isDigits } : undefined;
}

/**
 * A column's judge of its rows: leading zeros eaten, scientific notation, thousands separators, a date.
 * Zeros are missed by comparing with the shape of the column, so a short column hides them.
 */
export function damageIn(
  codes: readonly string[],
): (code: string) => SpreadsheetDamage | undefined {
  const usual = usualShape(codes);
  return (code) => {
    const fits = usual?.length === code.length && (!usual.isDigits || onlyDigits.test(code));
    if (fits) return undefined;
    if (scientific.test(code)) return "scientific";
    if (separators.test(code)) return "separators";
    if (date.test(code)) return "date";
    if (usual === undefined || usual.length === code.length) return undefined;
    const lost = usual.isDigits && onlyDigits.test(code) && code.length < usual.length;
    return lost ? "zeros_lost" : "other_shape";
  };
}
