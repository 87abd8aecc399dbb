import type { FieldError } from "../errors.ts";
import { languages, type Texts } from "./language.ts";
import { plainForms } from "./plain-text.ts";

/**
 * Words by which a ticket would tell how its holder came by it: NAV, the scheme, social services,
 * little money, or that nothing was paid. In Bokmål, Nynorsk, English, South Sámi.
 *
 * Each rule is the inside of a regular expression between word boundaries; `exceptions` are
 * innocent phrases that are taken out first. A rule that refuses a little too much costs a provider
 * another word; one that lets something through is read in a queue.
 */
interface Rule {
  words: string[];
  exceptions?: string[];
  instead: Advice;
}

/** What to write in a telling word's place, each as the end of a sentence. */
const advice = {
  naming: "name the venue and what the ticket is for instead",
  unpriced: "leave the price out and say what the ticket gives entry to",
  neutral: "say what the holder gets, not who pays or why",
};
export type Advice = keyof typeof advice;

/** An innocent continuation after a word that is telling on its own. */
const gathering =
  "(?:kafe|kafé|dans|dansing|klatring|kveld|kvelder|samvær|samvere|møteplass|møteplassar|klubb|sone|trening|lag|aktivitet|aktiviteter|aktivitetar|arena|medier|medium|media)";

const rules: Rule[] = [
  {
    words: [
      "navs?",
      "nav(?:[ -]?(?:kontor|ansatt|ansett|bruker|brukar|tilsett|sak|vedtak|ytelse|yting|en))[a-zæøå]*",
      "arbeids[ -]?og[ -]?velferd[a-zæøå]*",
      "opplevelses?[ -]?kort[a-zæøå]*",
      "opplevings?[ -]?kort[a-zæøå]*",
      "experience card",
    ],
    exceptions: ["sat[ -]nav"],
    instead: "naming",
  },
  {
    words: [
      "[a-zæøå]*gratis[a-zæøå]*",
      "(?:kostnads|vederlags|betalings)fri(?:e|tt)?",
      "fri(?:tt)?[ -]?(?:entr[eé]+|adgang|inngang|billett|billetter|billettar|plass|plasser|plassar|medlemskap|medlemskort)",
      "fri(?:billett|plass|kort)[a-zæøå]*",
      "(?:uten|utan) (?:kostnad|kostnader|kostnadar|vederlag|betaling|å betale)",
      "kost(?:er|ar) (?:ingenting|ikke noe|ikkje noko)",
      "betal(?:er|ar) (?:ingenting|ikke noe|ikkje noko)",
      "sl(?:ipper|epp) å betale",
      "(?:kr|nok) ?0(?:[.,](?:0+|-))?",
      "0(?:[.,](?:0+|-))? ?(?:kr|nok|kroner)",
      "free",
      "freebies?",
      "complimentary",
      "(?:no|without|zero) (?:cost|charge|payment)",
      "cost[ -]free",
      "courtesy of",
    ],
    exceptions: [
      "free[ -]?(?:style|ride|rider|riding|ski|skiing|climb|climbing|fall|kick|throw|time|run|running|skate|skating|dive|diving|range|flow|hand|jazz|weights?)",
      "(?:gluten|lactose|dairy|sugar|milk|nut|meat|smoke|smoking|alcohol|car|traffic|barrier|step|hands|fragrance|trouble|duty)[ -]free",
      "feel free",
      "free (?:to|of) (?:choose|roam|nuts|gluten)",
    ],
    instead: "unpriced",
  },
  {
    words: [
      "sosial(?:t|e)?",
      "sosial[ -]?(?:hjelp|hjelpa|kontor|tjenest|tenest|støna|trygd|klient|sak|etat|ytelse|yting|bidrag|bolig|bustad|avdeling|sentral|arbeid|støtt|økonom|budsjett|fond)[a-zæøå]*",
      "social",
      "barnevern[a-zæøå]*",
      "velferd[a-zæøå]*",
      "welfare",
      "(?:saksbehandl|sakshandsam)[a-zæøå]*",
      "case ?workers?",
      "sosijaale[a-zæïøåö]*",
    ],
    exceptions: [
      `sosial(?:t|e)? ${gathering}`,
      "(?:animal|horse|dog|dyre|heste|hunde)[ -]?welfare",
      "social (?:media|dance|dancing|dances|club|clubs|evening|evenings|night|nights|event|events|run|ride|climb|climbing|skate|hour|café|cafe|gathering|gatherings)",
    ],
    instead: "neutral",
  },
  {
    words: [
      "st(?:ø|oe)tt(?:e|a|et|er|en|ar|es|ast|ende|ande)?",
      "st(?:ø|oe)tte(?:ordning|kontakt|tiltak|midl|bel[øo]p|penge|pengar)[a-zæøå]*",
      "(?:bo|bu|kontant|økonomi|foreldre|kommune)støtt[a-zæøå]*",
      "[a-zæøå]*st(?:ø|oe)nad[a-zæøå]*",
      "[a-zæøå]*trygd[a-zæøå]*",
      "dagpeng[a-zæøå]*",
      "økonomisk[e]? (?:hjelp|bidrag|bistand|støtte)",
      "subsid[a-zæøå]*",
      "(?:betalt|betalte|dekket|dekka|dekt|finansiert|spandert|tildelt|tildelte|utdelt|gitt|gjeve|refundert) (?:av|fra|frå) (?:kommunen|kommuna|staten|det offentlige|det offentlege)",
      "kommun(?:en|a) (?:betaler|betalar|dekker|dekkjer|dekkar|spanderer)",
      "(?:paid for|funded|covered|given|provided) by (?:the )?(?:municipality|council|state|government)",
      "(?:financial|income) (?:aid|support|assistance|help)",
      "(?:on|child|unemployment|disability) benefits?",
      "means[ -]tested",
      "social security",
      "dåarjoe(?:h|n|m|ste|sne)?",
    ],
    exceptions: ["støtte[ -]?(?:hjul|medlem|medlemmer|medlemskap|skinne|skinner)"],
    instead: "neutral",
  },
  {
    words: [
      "l(?:av|åg)[ -]?inntekt[a-zæøå]*",
      "l(?:ave?|åge?) inntekt[a-zæøå]*",
      "low(?:er)?[ -]?incomes?",
      "(?:dårlig|dårleg|svak|vanskelig|vanskeleg|stram) (?:råd|økonomi)",
      "lite peng(?:er|ar)",
      "fattig[a-zæøå]*",
      "armod[a-zæøå]*",
      "vansk(?:elig|eleg)[ -]?stil[a-zæøå]*",
      "treng(?:ende|ande)",
      "poverty",
      "poor (?:family|families|child|children|kids|people|households?|youth)",
      "needy",
      "(?:families|children|kids|people|those) in need",
      "(?:under|dis)(?:privileged|advantaged)",
      "hardship",
      "veldedig[a-zæøå]*",
      "charit(?:y|ies|able)",
      "almisse[a-zæøå]*",
    ],
    exceptions: [
      "veldedighe(?:ts|its)(?:konsert|løp|kamp|turnering|basar)[a-zæøå]*",
      "charity (?:concert|run|match|race|tournament)",
    ],
    instead: "neutral",
  },
];

const bounded = (alternatives: string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "gu");

const compiled = rules.map(({ words, exceptions, instead }) => ({
  words: bounded(words),
  exceptions: exceptions && bounded(exceptions),
  instead,
}));

export interface TellingWord {
  word: string;
  instead: Advice;
}

/** As `findTellingWords`, each with what kind of word would be right. */
export function tellingWords(text: string): TellingWord[] {
  const found = new Map<string, TellingWord>();
  for (const form of plainForms(text)) {
    for (const { words, exceptions, instead } of compiled) {
      const rest = exceptions ? form.replace(exceptions, " · ") : form;
      for (const [word] of rest.matchAll(words)) found.set(word, { word, instead });
    }
  }
  return [...found.values()];
}

/**
 * The words of the text that would tell, in small letters and without disguise, each once; none when
 * the text may be shown. Letter case, spaced, dotted or hidden characters and figures for letters do not matter.
 */
export function findTellingWords(text: string): string[] {
  return tellingWords(text).map(({ word }) => word);
}

/** One `telling_text` error per word, with what to write instead. */
export function tellingErrors(path: string, text: string): FieldError[] {
  return tellingWords(text).map(({ word, instead }) => ({
    path,
    code: "telling_text",
    message: `"${word}" would tell others how the holder came by the ticket; ${advice[instead]}.`,
  }));
}

/** The same for a text in all its languages. */
export function tellingTextErrors(path: string, texts: Texts | undefined): FieldError[] {
  return languages.flatMap((language) =>
    tellingErrors(`${path}.${language}`, texts?.[language] ?? ""),
  );
}
