/** Typographic characters of titles, by what a phone's keyboard has for them. */
const plain: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "‚": "'",
  "–": "-",
  "—": "-",
  "−": "-",
  "…": "...",
  "×": "x",
  "•": "-",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
};

/**
 * A text message's text with typographic characters in their plain form: those of the GSM 7-bit alphabet take
 * 160 characters a part, and a single other one makes it 70. Letters stay as they are, also those that are not in it.
 * Source: 3GPP TS 23.038, section 6.2.1, https://www.3gpp.org/dynareport/23038.htm
 */
export function toPlainTypography(text: string): string {
  return text.replace(/[“”„«»‘’‚–—−…×•\u00a0\u2009\u202f]/g, (letter) => plain[letter] ?? letter);
}

/** The GSM 7-bit alphabet without its extension, whose characters count twice, and without what no title has. */
const gsm = /^[A-Za-z0-9æøåÆØÅäöñüàÄÖÑÜÉéèùìòÇ @£$¥ΔΦΓΛΩΠΨΣΘΞß!"#¤%&'()*+,\-./:;<=>?¡¿§_\r\n]*$/;

/**
 * Parts of a text message with the text: one of 160 characters of the GSM alphabet, or 70 with any other; several of 153,
 * or 67.
 */
export function partsOf(text: string): number {
  const { length } = toPlainTypography(text);
  const isGsm = gsm.test(toPlainTypography(text));
  const [one, each] = isGsm ? [160, 153] : [70, 67];
  return length <= one ? 1 : Math.ceil(length / each);
}
