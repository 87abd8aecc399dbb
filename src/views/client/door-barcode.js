// The browser's copy of src/domain/passes/barcode-readings.ts and base32.ts; a test compares them.

/** @param {string} pairs */
function swapped(pairs) {
  /** @type {Map<string, string>} */
  const letters = new Map();
  for (const [a = "", b = ""] of pairs.split(" ")) letters.set(a, b).set(b, a);
  return letters;
}

/** @type {Map<string, string>[]} */
const layouts = [
  new Map(),
  swapped("YZ"),
  new Map([
    ...swapped("AQ WZ"),
    ...Object.entries({
      "?": "M",
      ",": "M",
      É: "2",
      '"': "3",
      "'": "4",
      "(": "5",
      "-": "6",
      È: "7",
    }),
  ]),
];
const barcode = /^.{0,3}(J2[A-Z2-7]{176})$/u;

/**
 * Returns the barcodes that a scanner's text may stand for, most likely first.
 * @param {string} text
 */
export function barcodeReadings(text) {
  const letters = Array.from(text.replace(/[\p{Cc}\s]/gu, "").toUpperCase());
  if (letters.length > 181) return [];
  return layouts.flatMap((layout) => {
    const typed = letters.map((letter) => layout.get(letter) ?? letter).join("");
    return barcode.exec(typed)?.[1] ?? [];
  });
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Returns the 110 bytes of one of the readings: the payload and its signature.
 * @param {string} reading
 */
export function bytesOf(reading) {
  const bytes = new Uint8Array(110);
  let [bits, held, at] = [0, 0, 0];
  for (const letter of reading.slice("J2".length)) {
    bits = ((bits << 5) | alphabet.indexOf(letter)) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
  }
  return bytes;
}

/**
 * Reads the admissions from a barcode; 1 for any other code.
 * @param {string} text
 */
export function admitsOf(text) {
  const [reading] = barcodeReadings(text);
  return reading === undefined ? 1 : Math.max(bytesOf(reading)[42] ?? 1, 1);
}
