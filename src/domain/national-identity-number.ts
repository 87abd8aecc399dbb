import { idnr } from "@navikt/fnrvalidator";

/** NAV raises the month by 65 in one of its series of synthetic people, which the library does not know. */
const isRaisedBy65 = (digits: string) => /^\d\d(6[6-9]|7[0-7])/.test(digits);

function isNationalIdentityNumber(digits: string): boolean {
  const result = idnr(digits);
  if (result.status === "valid") return true;
  return isRaisedBy65(digits) && !result.reasons.includes("checksums don't match");
}

/**
 * Returns whether the text contains a Norwegian national identity number: eleven digits, however
 * grouped, with a valid date and check digits, also those in use from 2032. D-numbers, help numbers and
 * the registers' synthetic numbers count, too.
 */
export function holdsNationalIdentityNumber(text: string): boolean {
  const candidates = text.match(/(?<!\d)\d(?:[ .\-/]?\d){10}(?!\d)/g) ?? [];
  return candidates.some((candidate) => isNationalIdentityNumber(candidate.replace(/\D/g, "")));
}
