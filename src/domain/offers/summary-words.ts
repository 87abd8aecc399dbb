import type { Language } from "../language.ts";
import type { OfferCategory, OfferTerms } from "./offer.ts";
import { ticketNouns, type TicketNoun } from "./ticket-nouns.ts";

type CountedTerms = Pick<OfferTerms, "category" | "quota" | "uses" | "validFor">;

export interface SummaryWords {
  locale: string;
  /** Number and kind of tickets: "80 day passes", "20 punch cards of 10". */
  tickets: (terms: CountedTerms) => string;
  unlimited: string;
  perDay: (times: number) => string;
  companions: (count: number) => string;
  /** That parts are ticked off separately: "inngang og popcorn". */
  parts: (names: string) => string;
  period: (first: string, last: string) => string;
  at: (day: string, time: string) => string;
  /** How many sessions in a period. */
  sessions: (count: number, period: string) => string;
  /** Monday first. */
  weekdays: readonly string[];
  onlyOn: (days: string) => string;
  not: (days: string) => string;
  atEaster: string;
  atChristmas: string;
  onDays: (days: string) => string;
  closedPeriods: (count: number) => string;
  children: (from: number, to: number, places: string) => string;
  places: (count: number) => string;
  each: (count: number) => string;
}

/** Names a ticket of several uses a punch card, and one of unlimited uses for skiing a ski pass, but for one of a day. */
function counted(
  locale: string,
  wording: {
    nouns: Record<OfferCategory, TicketNoun>;
    season: TicketNoun;
    card: TicketNoun;
    punches: (uses: number) => string;
  },
): SummaryWords["tickets"] {
  return ({ category, quota: count, uses, validFor }) => {
    const many = uses !== null && uses > 1;
    const isOfDay = validFor !== undefined && "days" in validFor && validFor.days === 1;
    const season = uses === null && category === "ski" && !isOfDay;
    const [one, other] = many ? wording.card : season ? wording.season : wording.nouns[category];
    const number = new Intl.NumberFormat(locale).format(count);
    return `${number} ${count === 1 ? one : other}${many ? wording.punches(uses) : ""}`;
  };
}

const begunSmall = (names: string) =>
  /^\p{Lu}\p{Ll}/u.test(names) ? names.charAt(0).toLocaleLowerCase("nb") + names.slice(1) : names;

const nb: SummaryWords = {
  locale: "nb-NO",
  tickets: counted("nb-NO", {
    nouns: ticketNouns.nb,
    season: ["skikort", "skikort"],
    card: ["klippekort", "klippekort"],
    punches: (uses) => ` med ${uses} klipp`,
  }),
  unlimited: "som kan brukes så mange ganger man vil",
  perDay: (times) => (times === 1 ? "høyst én gang om dagen" : `høyst ${times} ganger om dagen`),
  companions: (count) => (count === 1 ? "med 1 følgeperson" : `med ${count} følgepersoner`),
  parts: (names) => `${begunSmall(names)} krysses av hver for seg`,
  period: (first, last) => `${first} til ${last}`,
  at: (day, time) => `${day} kl. ${time}`,
  sessions: (count, period) => `${count} ganger, ${period}`,
  weekdays: ["mandager", "tirsdager", "onsdager", "torsdager", "fredager", "lørdager", "søndager"],
  onlyOn: (days) => `bare ${days}`,
  not: (days) => `ikke ${days}`,
  atEaster: "i påsken",
  atChristmas: "i julen",
  onDays: (days) => days,
  closedPeriods: (count) => `stengt i ${count} perioder`,
  children: (from, to, places) =>
    `for barn ${from === to ? `på ${from}` : `${from}–${to}`} år fra ${places}`,
  places: (count) => `${count} kommuner`,
  each: (count) => `${count} til hver`,
};

const nn: SummaryWords = {
  ...nb,
  locale: "nn-NO",
  tickets: counted("nn-NO", {
    nouns: ticketNouns.nn,
    season: ["skikort", "skikort"],
    card: ["klippekort", "klippekort"],
    punches: (uses) => ` med ${uses} klipp`,
  }),
  unlimited: "som kan brukast så mange gonger ein vil",
  perDay: (times) => (times === 1 ? "høgst éin gong om dagen" : `høgst ${times} gonger om dagen`),
  companions: (count) => (count === 1 ? "med 1 følgjeperson" : `med ${count} følgjepersonar`),
  parts: (names) => `${begunSmall(names)} blir kryssa av kvar for seg`,
  sessions: (count, period) => `${count} gonger, ${period}`,
  weekdays: ["måndagar", "tysdagar", "onsdagar", "torsdagar", "fredagar", "laurdagar", "søndagar"],
  onlyOn: (days) => `berre ${days}`,
  not: (days) => `ikkje ${days}`,
  atEaster: "i påska",
  atChristmas: "i jula",
  closedPeriods: (count) => `stengt i ${count} periodar`,
  children: (from, to, places) =>
    `for barn ${from === to ? `på ${from}` : `${from}–${to}`} år frå ${places}`,
  places: (count) => `${count} kommunar`,
  each: (count) => `${count} til kvar`,
};

const en: SummaryWords = {
  locale: "en-GB",
  tickets: counted("en-GB", {
    nouns: ticketNouns.en,
    season: ["ski pass", "ski passes"],
    card: ["punch card", "punch cards"],
    punches: (uses) => ` of ${uses}`,
  }),
  unlimited: "for as many visits as one likes",
  perDay: (times) => (times === 1 ? "once a day at most" : `${times} times a day at most`),
  companions: (count) => (count === 1 ? "with 1 companion" : `with ${count} companions`),
  parts: (names) => `${begunSmall(names)} ticked off separately`,
  period: (first, last) => `${first} to ${last}`,
  at: (day, time) => `${day} at ${time}`,
  sessions: (count, period) => `${count} times, ${period}`,
  weekdays: ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"],
  onlyOn: (days) => `only on ${days}`,
  not: (days) => `not ${days}`,
  atEaster: "at Easter",
  atChristmas: "at Christmas",
  onDays: (days) => `on ${days}`,
  closedPeriods: (count) => `closed for ${count} periods`,
  children: (from, to, places) =>
    `for children ${from === to ? `aged ${from}` : `${from}–${to}`} from ${places}`,
  places: (count) => `${count} municipalities`,
  each: (count) => `${count} each`,
};

// South Sámi falls back to Bokmål: its words need a human translator.
const languages: Readonly<Record<Language, SummaryWords>> = { nb, nn, en, sma: nb };

export function summaryWords(language: Language): SummaryWords {
  return languages[language];
}
