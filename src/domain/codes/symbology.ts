import type { OwnCodes, Symbology } from "./own-codes.ts";

interface SymbologyRule {
  characters: RegExp;
  /** Fewest and most characters. */
  length: [least: number, most: number];
  hasCheckDigit?: true;
}

const printable = /^[\x20-\x7e]*$/;
const digits = /^\d*$/;
/** Shorter ones could be guessed at a till. */
const least = 5;

/** More than these no phone's screen shows so that a gate reads it. */
const rules: Record<Symbology, SymbologyRule> = {
  qr: { characters: printable, length: [least, 300] },
  aztec: { characters: printable, length: [least, 300] },
  datamatrix: { characters: printable, length: [least, 300] },
  pdf417: { characters: printable, length: [least, 150] },
  code128: { characters: printable, length: [least, 32] },
  ean13: { characters: digits, length: [13, 13], hasCheckDigit: true },
  itf14: { characters: digits, length: [14, 14], hasCheckDigit: true },
};
const asText: SymbologyRule = { characters: printable, length: [least, 32] };

/** GS1's check digit: weights 3 and 1 from the right. */
function hasRightCheckDigit(code: string): boolean {
  const sum = Array.from(code)
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Why the symbology cannot carry a code; undefined when it can. */
export function symbologyFault(
  code: string,
  { symbology, showAs }: Pick<OwnCodes, "symbology" | "showAs">,
): "characters" | "length" | "check_digit" | undefined {
  const rule = showAs === "text" ? asText : rules[symbology];
  const [fewest, most] = rule.length;
  if (!rule.characters.test(code)) return "characters";
  if (code.length < fewest || code.length > most) return "length";
  if (rule.hasCheckDigit && !hasRightCheckDigit(code)) return "check_digit";
  return undefined;
}

const samples: Partial<Record<Symbology, string>> = {
  ean13: "7038010009457",
  itf14: "07038010009457",
};

/** A code that stands in previews. */
export const sampleCode = (symbology: Symbology): string => samples[symbology] ?? "EKSEMPEL-1234";
