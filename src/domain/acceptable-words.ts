/**
 * Words of the deny-list that can be what an exhibition, a film or a play is about, and that a culture office may
 * accept in one text (decision 0055). No name of an office or the scheme, no service, nobody who pays, no price,
 * and no words about the one who comes.
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
  "velferd[a-zæøå]*",
  "welfare",
  "free",
];
const acceptable = new RegExp(`^(?:${subjects.join("|")})$`, "u");

/** Whether a culture office may accept the word, which the deny-list found. */
export const isAcceptableWord = (word: string): boolean => acceptable.test(word);
