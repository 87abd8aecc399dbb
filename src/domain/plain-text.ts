/** Letters of other alphabets that look like Latin ones. */
const lookalikes = new Map(
  Object.entries({
    а: "a",
    α: "a",
    в: "b",
    с: "c",
    ԁ: "d",
    е: "e",
    ε: "e",
    ғ: "f",
    ɡ: "g",
    һ: "h",
    і: "i",
    ι: "i",
    ı: "i",
    ј: "j",
    к: "k",
    κ: "k",
    ӏ: "l",
    м: "m",
    п: "n",
    η: "n",
    ո: "n",
    о: "o",
    ο: "o",
    օ: "o",
    р: "p",
    ρ: "p",
    г: "r",
    ѕ: "s",
    т: "t",
    τ: "t",
    υ: "u",
    ν: "v",
    ѵ: "v",
    ѡ: "w",
    х: "x",
    χ: "x",
    у: "y",
    γ: "y",
    ᴀ: "a",
    ɴ: "n",
    ᴠ: "v",
    ꜰ: "f",
    ʀ: "r",
    ᴇ: "e",
  }),
);

const figures: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** A word with a figure or sign between or beside its letters: gr4tis, n@v, fr33. */
const mixed = /[\p{L}\d@$]*\p{L}(?:[\d@$]+|!(?=\p{L}))[\p{L}\d@$]*|[\d@$]+\p{L}[\p{L}\d@$]*/gu;

/** Single letters with a gap between each: N A V, g.r.a.t.i.s. */
const spelledOut = /(?<![\p{L}\p{N}])\p{L}(?:[\s._*·|/~-]{1,3}\p{L}){2,}(?![\p{L}\p{N}])/gu;

/**
 * The text in small letters without hidden characters, and beside it the forms in which a disguised
 * word would show: figures read as letters, spelled-out words closed up, marks within a word removed.
 */
export function plainForms(text: string): string[] {
  const visible = text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Mn}\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f]/gu, "")
    .toLowerCase();
  const plain = [...visible]
    .map((character) => lookalikes.get(character) ?? character)
    .join("")
    .replace(/\s+/g, " ");
  const read = plain.replace(mixed, (word) =>
    word.replace(/[\d@$!]/g, (sign) => figures[sign] ?? sign),
  );
  const closed = read.replace(spelledOut, (word) => word.replace(/[^\p{L}]/gu, ""));
  const joined = closed.replace(/(?<=\p{L})[-._*·|~](?=\p{L})/gu, "");
  return [...new Set([plain, read, closed, joined])];
}
