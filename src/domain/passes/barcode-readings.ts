const swapped = (pairs: string) => {
  const letters = new Map<string, string>();
  for (const [a = "", b = ""] of pairs.split(" ")) letters.set(a, b).set(b, a);
  return letters;
};

/**
 * What a scanner that types as a US keyboard becomes on a computer with another layout. Letters and digits
 * are the same on a Norwegian one. On a French one the row of digits gives its unshifted marks.
 */
const layouts: ReadonlyMap<string, string>[] = [
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

/** Up to three characters may stand before: an AIM identifier such as `]Q1`, in whatever layout. */
const barcode = /^.{0,3}(J2[A-Z2-7]{176})$/u;

/**
 * The barcodes that a scanner's text may stand for, most likely first: in any letter case, with control
 * characters and spaces anywhere, after an AIM identifier, through a US, German or French keyboard layout.
 * Which of them is meant is decided by the signature. Empty for other texts, and for two codes in one.
 */
export function barcodeReadings(text: string): string[] {
  const letters = Array.from(text.replace(/[\p{Cc}\s]/gu, "").toUpperCase());
  if (letters.length > 181) return [];
  return layouts.flatMap((layout) => {
    const typed = letters.map((letter) => layout.get(letter) ?? letter).join("");
    return barcode.exec(typed)?.[1] ?? [];
  });
}
