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

/** Whether a text message with the text is one part: 160 characters of the GSM alphabet, or 70 with any other. */
export function isOnePart(text: string): boolean {
  const plainText = toPlainTypography(text);
  return plainText.length <= (gsm.test(plainText) ? 160 : 70);
}
