import { idnr } from "@navikt/fnrvalidator";

/** NAV raises the month by 65 in one of its series of synthetic people, which the library does not know. */
const isRaisedBy65 = (digits: string) => /^\d\d(6[6-9]|7[0-7])/.test(digits);

function isNationalIdentityNumber(digits: string): boolean {
  const result = idnr(digits);
  if (result.status === "valid") return true;
  return isRaisedBy65(digits) && !result.reasons.includes("checksums don't match");
}

/** Full-width and mathematical digits become ASCII ones by NFKC; those of other scripts by their place in their ten. */
function withPlainDigits(text: string): string {
  return text.normalize("NFKC").replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
    return String(code - zero);
  });
}

/**
 * Returns whether the text contains a Norwegian national identity number: eleven digits of whatever
 * script, however grouped by spaces, tabs, dots, dashes, slashes or invisible characters, with a valid
 * date and check digits, also those in use from 2032. D-numbers, help numbers and the registers'
 * synthetic numbers count, too.
 */
export function holdsNationalIdentityNumber(text: string): boolean {
  const candidates =
    withPlainDigits(text).match(/(?<!\d)\d(?:[\s.\p{Pd}/\p{Cf}]{0,3}\d){10}(?!\d)/gu) ?? [];
  return candidates.some((candidate) => isNationalIdentityNumber(candidate.replace(/\D/g, "")));
}

/**
 * Returns the text, or a synthetic number in place of a text that contains an identity number. The synthetic one
 * belongs to no person, and is refused for the same reason.
 */
export const withoutIdentityNumber = (text: string): string =>
  holdsNationalIdentityNumber(text) ? "15831710281" : text;
