import { languages, type Language } from "../language.ts";
import type { ValidFor } from "./valid-for.ts";

const nb = {
  when: "Når",
  valid: "Gyldig",
  admits: "Slipper inn",
  parts: "Omfatter",
  canBeUsed: "Kan brukes",
  doors: (time: string) => `Dørene åpner kl. ${time}`,
  doorsBrief: (time: string) => `dører ${time}`,
  starts: (time: string) => `Starter kl. ${time}`,
  lasts: (day: string, time: string) => `Varer til ${day} kl. ${time}`,
  at: (day: string, time: string) => `${day} kl. ${time}`,
  period: (first: string, last: string) => `${first} til ${last}`,
  to: (moment: string) => `til ${moment}`,
  onlyOn: (days: string) => `Bare ${days}`,
  notOn: (days: string) => `Ikke ${days}`,
  notSomeDays: "Ikke alle dager",
  open: (hours: string) => `Åpent ${hours}`,
  hours: (days: string, opens: string, closes: string) => `${days} kl. ${opens}–${closes}`.trim(),
  inHours: "I åpningstiden",
  people: (n: number) => (n === 1 ? "1 person" : `${n} personer`),
  times: (n: number) => (n === 1 ? "1 gang" : `${n} ganger`),
  eachPart: (times: string) => `Hver del ${times}`,
  anyTimes: "Så mange ganger du vil",
  perDay: (n: number) => (n === 1 ? "Høyst 1 gang per dag" : `Høyst ${n} ganger per dag`),
  lastsDays: (n: number) =>
    n === 1
      ? "Fra første gang og ut den dagen (1 dag)"
      : `I ${n} dager, den dagen den blir brukt første gang medregnet`,
  lastsHours: (n: number) =>
    `I ${n === 1 ? "1 time" : `${n} timer`} fra første gang den blir brukt`,
  lastsDaysShort: (n: number) => `${n === 1 ? "1 dag" : `${n} dager`} fra første gang`,
  lastsHoursShort: (n: number) => `${n === 1 ? "1 time" : `${n} timer`} fra første gang`,
  begun: (moment: string) => `Tiden har begynt, og går ut ${moment}`,
  anyOf: (uses: number | null): string =>
    uses === 1 ? "På én av disse tidene" : "På disse tidene",
  someTimes: (n: number) => (n === 1 ? "På en bestemt tid" : `På ${n} bestemte tider`),
  moreTimes: (n: number) => `${n} tider til, se billetten`,
  rules: "Slik gjelder billetten",
  contact: "Kontakt",
};

/** Words for the terms of a ticket that the door checks. */
export type TicketRuleWords = typeof nb;

const nn: TicketRuleWords = {
  ...nb,
  admits: "Slepp inn",
  parts: "Omfattar",
  canBeUsed: "Kan brukast",
  doors: (time) => `Dørene opnar kl. ${time}`,
  doorsBrief: (time) => `dører ${time}`,
  starts: (time) => `Startar kl. ${time}`,
  lasts: (day, time) => `Varer til ${day} kl. ${time}`,
  onlyOn: (days) => `Berre ${days}`,
  notOn: (days) => `Ikkje ${days}`,
  notSomeDays: "Ikkje alle dagar",
  open: (hours) => `Ope ${hours}`,
  inHours: "I opningstida",
  people: (n) => (n === 1 ? "1 person" : `${n} personar`),
  times: (n) => (n === 1 ? "1 gong" : `${n} gonger`),
  eachPart: (times) => `Kvar del ${times}`,
  anyTimes: "Så mange gonger du vil",
  perDay: (n) => (n === 1 ? "Høgst 1 gong per dag" : `Høgst ${n} gonger per dag`),
  lastsDays: (n) =>
    n === 1
      ? "Frå første gong og ut den dagen (1 dag)"
      : `I ${n} dagar, den dagen han blir brukt første gong medrekna`,
  lastsHours: (n) => `I ${n === 1 ? "1 time" : `${n} timar`} frå første gong han blir brukt`,
  lastsDaysShort: (n) => `${n === 1 ? "1 dag" : `${n} dagar`} frå første gong`,
  lastsHoursShort: (n) => `${n === 1 ? "1 time" : `${n} timar`} frå første gong`,
  begun: (moment) => `Tida har byrja, og går ut ${moment}`,
  anyOf: (uses) => (uses === 1 ? "På ei av desse tidene" : "På desse tidene"),
  someTimes: (n) => (n === 1 ? "På ei bestemt tid" : `På ${n} bestemte tider`),
  moreTimes: (n) => `${n} tider til, sjå billetten`,
  rules: "Slik gjeld billetten",
};

const en: TicketRuleWords = {
  when: "When",
  valid: "Valid",
  admits: "Admits",
  parts: "Includes",
  canBeUsed: "Can be used",
  doors: (time) => `Doors open at ${time}`,
  doorsBrief: (time) => `doors ${time}`,
  starts: (time) => `Starts at ${time}`,
  lasts: (day, time) => `Ends on ${day} at ${time}`,
  at: (day, time) => `${day} at ${time}`,
  period: (first, last) => `${first} to ${last}`,
  to: (moment) => `until ${moment}`,
  onlyOn: (days) => `Only ${days}`,
  notOn: (days) => `Not ${days}`,
  notSomeDays: "Not every day",
  open: (hours) => `Open ${hours}`,
  hours: (days, opens, closes) => `${days} ${opens}–${closes}`.trim(),
  inHours: "In opening hours",
  people: (n) => (n === 1 ? "1 person" : `${n} people`),
  times: (n) => (n === 1 ? "once" : `${n} times`),
  eachPart: (times) => `Each part ${times}`,
  anyTimes: "As often as you like",
  perDay: (n) => (n === 1 ? "At most once a day" : `At most ${n} times a day`),
  lastsDays: (n) =>
    n === 1
      ? "From the first time to the end of that day (1 day)"
      : `For ${n} days, counting the day it is first used`,
  lastsHours: (n) => `For ${n === 1 ? "1 hour" : `${n} hours`} from when it is first used`,
  lastsDaysShort: (n) => `${n === 1 ? "1 day" : `${n} days`} from the first time`,
  lastsHoursShort: (n) => `${n === 1 ? "1 hour" : `${n} hours`} from the first time`,
  begun: (moment) => `The time has begun, and ends on ${moment}`,
  anyOf: (uses) => (uses === 1 ? "At one of these times" : "At these times"),
  someTimes: (n) => (n === 1 ? "At a set time" : `At ${n} set times`),
  moreTimes: (n) => `${n} more times, see the ticket`,
  rules: "How the ticket works",
  contact: "Contact",
};

/** South Sámi: written by people who speak it. A key that is absent falls back to Bokmål. */
const sma: Partial<TicketRuleWords> = {};

/** The words by language, without those that fall back to Bokmål. */
export const ruleCatalogues: Readonly<Record<Language, Partial<TicketRuleWords>>> = {
  nb,
  nn,
  en,
  sma,
};

/** The words of the language, Bokmål where one is missing. */
export const ticketRuleWords = (language: Language): TicketRuleWords => ({
  ...nb,
  ...ruleCatalogues[language],
});

/** Says how long a ticket lasts from its first scan. */
export const lastsFor = (validFor: ValidFor, words: TicketRuleWords): string =>
  "days" in validFor ? words.lastsDays(validFor.days) : words.lastsHours(validFor.hours);

/** The same in a few words: "3 hours from the first time". */
export const lastsForShort = (validFor: ValidFor, words: TicketRuleWords): string =>
  "days" in validFor ? words.lastsDaysShort(validFor.days) : words.lastsHoursShort(validFor.hours);

/** The languages that have words of their own. */
export const languagesOfRules: readonly Language[] = languages.filter(
  (language) => Object.keys(ruleCatalogues[language]).length > 0,
);
