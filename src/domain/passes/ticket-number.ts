// H. Michael Damm's quasigroup: every wrong digit and every swap of neighbours shows.
const damm = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

const checkOf = (digits: string) =>
  Array.from(digits).reduce((interim, digit) => Number(damm[interim]?.[Number(digit)]), 0);

/**
 * The ticket number that a person typed or read out, nine digits; undefined for any other text and where
 * the check digit, which is the last one, is wrong. Spaces, dots and hyphens between digits are left out.
 */
export function parseTicketNumber(text: string): string | undefined {
  const digits = text.replace(/[\p{Cc}\s.-]/gu, "");
  return /^\d{9}$/.test(digits) && checkOf(digits) === 0 ? digits : undefined;
}

/** A ticket number as people read it, in three groups; a dash for an anonymised ticket, which has none. */
export function ticketNumberText(number: string | null): string {
  return number === null ? "–" : number.replace(/(\d{3})(?=\d)/g, "$1 ");
}
