/** Letters of other alphabets that look like Latin ones. */
const lookalikes = new Map(
  "аa αa вb сc ԁd еe εe ᴇe ғf ꜰf ɡg һh іi ιi ıi јj кk κk ӏl мm пn ηn ոn ɴn оo οo օo рp ρp гr ʀr ѕs тt τt υu νv ѵv ᴠv ѡw хx χx уy γy ᴀa"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** The first letters of three alphabets of signs that NFKC leaves as they are: 🅝, 🅽 and 🇳. */
const letterSigns = [0x1f150, 0x1f170, 0x1f1e6];

/** Letters in circles, in squares and of flags as the letters that they show. */
const withPlainLetters = (text: string) =>
  text.replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    const first = letterSigns.findLast((start) => code >= start) ?? code;
    return String.fromCharCode(0x61 + code - first);
  });

const figures: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "g",
  "7": "t",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
};

/** A word with a figure or sign between or beside its letters: gr4tis, n@v, fr33. */
const mixed =
  /(?<![\p{L}\d@$])[\p{L}\d@$]*\p{L}(?:[\d@$]+|!(?=\p{L}))[\p{L}\d@$]*|(?<![\p{L}\d@$])[\d@$]+\p{L}[\p{L}\d@$]*/gu;

/** Single letters with a gap between each: N A V, g.r.a.t.i.s, N–A–V. */
const spelledOut = /(?<![\p{L}\p{N}])\p{L}(?:[^\p{L}\p{N}]{1,3}\p{L}){2,}(?![\p{L}\p{N}])/gu;

/** Letters with their accents taken off: grátis, fréé. Å is a letter of its own, as æ and ø are. */
const withoutAccents = (text: string) =>
  text.replace(/[^å]/gu, (letter) => letter.normalize("NFD").replace(/\p{Mn}/gu, ""));

/**
 * Returns the text in lower case without hidden characters, and the forms in which a disguised word
 * shows: accents removed, digits read as letters, spelled-out words joined, marks within a word removed.
 */
export function normalisedForms(text: string): string[] {
  const visible = withPlainLetters(text.normalize("NFKC"))
    .replace(/[\p{Cf}\p{Mn}\u115f\u1160\u3164]/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ");
  const latin = visible.replace(/[^\x20-\x7e]/g, (letter) => lookalikes.get(letter) ?? letter);
  return [...new Set([visible, ...[latin, withoutAccents(latin)].flatMap(undisguised)])];
}

function undisguised(plain: string): string[] {
  const read = plain.replace(mixed, (word) =>
    word.replace(/[\d@$!]/g, (sign) => figures[sign] ?? sign),
  );
  const closed = read.replace(spelledOut, (word) => word.replace(/[^\p{L}]/gu, ""));
  const joined = closed.replace(/(?<=\p{L})[^\p{L}\p{N}\s](?=\p{L})/gu, "");
  return [plain, read, closed, joined];
}
