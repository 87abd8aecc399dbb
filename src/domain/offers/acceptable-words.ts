import { bounded } from "../deny-list.ts";
import { normalisedForms } from "../normalise-text.ts";

/**
 * Words of the deny-list that can be what an exhibition, a film or a play is about, and that a culture office may
 * accept in one text (decision 0055). No name of an office or the scheme, no service, no payer, no price, and no
 * words about the holder.
 */
const subjects = [
  "fattig[a-zæøå]*",
  "armod[a-zæøå]*",
  "poverty",
  "hardship",
  "veldedig[a-zæøå]*",
  "charit(?:y|ies|able)",
  "almisse[a-zæøå]*",
  "sosial(?:t|e)?",
  "social",
  "velferd",
  "velferds(?:stat|samfunn)[a-zæøå]*",
  "welfare",
  "free",
];
const acceptable = new RegExp(`^(?:${subjects.join("|")})$`, "u");

const gap = "[^\\p{L}\\p{N}]{1,3}";
const families =
  "(?:barn|barna|born|borna|unge|ungdom|familier|familiar|foreldre|children|kids|families|people|those|youth)";
const office = "(?:hjelp|tjenest|tenest|ytels|yting|kontor|etat|støtt|støna|stønad)[a-zæøå]*";

/** Phrases in which an acceptable word means the ticket, a service or the one who comes. */
const neverPhrases = bounded([
  `free${gap}(?:entry|entrance|admission|access|tickets?|pass|passes|of${gap}(?:charge|cost)|for|to)`,
  `(?:entry|entrance|admission|access|tickets?|children|kids|families)${gap}(?:is |are |get in |go )?free`,
  `(?:is|are|for|always|completely|totally)${gap}free`,
  `sosial(?:t|e)?${gap}(?:${office}|(?:bolig|bustad|klient|trygd|bidrag|avdeling|sentral|arbeid)[a-zæøå]*)`,
  `social${gap}(?:services?|assistance|work|workers?|benefits?|welfare|support|housing|care|aid|office)`,
  `(?:child|family)${gap}welfare`,
  `welfare${gap}(?:offices?|services?|benefits?|payments?|support|cheques?|checks?)`,
  `on${gap}welfare`,
  `velferds?${gap}${office}`,
  `(?:for|til)${gap}(?:(?:de|dei)${gap})?fattige`,
  `fattige${gap}${families}`,
  `${families}${gap}(?:living |growing up )?(?:i|in)${gap}(?:fattigdom|armod|poverty|hardship)`,
]);

/** Whether a culture office may accept the word, which the deny-list found. */
export const isAcceptableWord = (word: string): boolean => acceptable.test(word);

/** Whether the text has words that an office may accept alone, and never as they stand in it. */
export const hasNeverPhrase = (text: string): boolean =>
  normalisedForms(text).some((form) => form.search(neverPhrases) !== -1);
