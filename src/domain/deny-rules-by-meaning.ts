import { publicPurse, type Rule } from "./deny-rules.ts";

const you = "(?:deg|dere|dykk)";
const few = "(?:dem|de|dei|familier|familiar|barn)";

/** Revealing sentences without a revealing word: that another pays, and for whom a ticket is. */
export const rulesByMeaning: Rule[] = [
  {
    words: [
      "(?:trenger|treng) (?:ikke|ikkje) (?:å )?betale",
      "sl(?:ipper|epp) (?:billettpris(?:en)?|inngangspeng(?:er|ar))",
      "(?:ingen|uten|utan) (?:billett)?pris",
      "(?:pris(?:en)?|price)(?: er| is)?:? (?:null|none|zero)",
      "zero (?:kr|kroner|nok)",
      "(?:kr|nok)[.]? (?:null|zero)",
      "you (?:don['’]?t|do not|need not|never) (?:have to |need to )?pay(?! (?:twice|extra|more))",
    ],
    instead: "unpriced",
  },
  {
    words: [
      `(?:vi|noen|nokon|andre) betal(?:er|ar) for ${you}`,
      `betalt for ${you}`,
      "(?:we|others) pay for you",
      "paid for you",
      `(?:betaler|betalar|dekker|dekkjer|dekkar|spanderer|spanderar|finansierer|bekoster) ${publicPurse}`,
      `${publicPurse} har (?:allerede |alt )?(?:betalt|dekt|dekket|dekka|spandert|finansiert)`,
      `(?:får|fikk|fekk|fått) (?:du |de |dere |vi )?(?:av|fra|frå) ${publicPurse}`,
      `hjelp (?:av|fra|frå) ${publicPurse}`,
      `(?:fra|frå) kommun(?:en|a) til (?:${you}|barna|borna)`,
    ],
    instead: "neutral",
  },
  {
    words: [
      `${few} (?:som har|med) lite(?= ?(?:$|[.,;!?]))`,
      "økonomiske (?:problem(?:er)?|vansk(?:er|ar)|utfordring(?:er|ar))",
      "(?:barn|born|familier|familiar) (?:av|til) arbeids(?:ledige|lause|løse)",
      "foreldre (?:uten|utan) (?:jobb|arbeid)",
    ],
    instead: "neutral",
  },
];
