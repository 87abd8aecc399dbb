import { easterSunday } from "./easter.ts";
import type { Language } from "../language.ts";
import { hoursText } from "./hours-text.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";
import { addDays, dayInOslo, yearInOslo } from "../period.ts";
import { partNames } from "./parts.ts";
import { summaryWords, type SummaryWords } from "./summary-words.ts";
import { lastsForShort, ticketRuleWords } from "./ticket-rule-words.ts";

/** The terms that the summary names. */
export type SummarisedTerms = Pick<
  OfferTerms,
  | "category"
  | "quota"
  | "validity"
  | "weekdays"
  | "blackout"
  | "hours"
  | "event"
  | "sessions"
  | "ageFrom"
  | "ageTo"
  | "municipalities"
  | "perRecipient"
  | "companions"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "parts"
>;

/** Limit of names in a list; a longer list is given as a count. */
const maxNamed = 4;

/**
 * Summarises an offer in one sentence: number and kind of tickets, validity, recipients, tickets each.
 * `municipalities` are names by number; an unknown number is shown as a number. South Sámi falls back to Bokmål.
 */
export function offerSummary(
  terms: SummarisedTerms,
  language: Language,
  municipalities: ReadonlyMap<string, string>,
): string {
  const words = summaryWords(language);
  const what = [
    words.tickets(terms),
    ...(terms.uses === null && terms.usesPerDay === undefined ? [words.unlimited] : []),
    ...(terms.companions > 0 ? [words.companions(terms.companions)] : []),
  ].join(" ");
  const perDay = terms.usesPerDay === undefined ? [] : [words.perDay(terms.usesPerDay)];
  const lasts = terms.validFor ? [lastsForShort(terms.validFor, ticketRuleWords(language))] : [];
  const parts = terms.parts ? [words.parts(partNames(terms.parts, language))] : [];
  const when = terms.event
    ? [eventOf(terms.event, words)]
    : terms.sessions
      ? [sessionsOf(terms.sessions, words)]
      : [periodOf(terms, words), ...weekdaysOf(terms, words), ...hoursOf(terms, language)];
  const places = terms.municipalities.map((number) => municipalities.get(number) ?? number);
  const from = places.length > maxNamed ? words.places(places.length) : joined(places, words);
  const whom = words.children(terms.ageFrom, terms.ageTo, from);
  const closed = closedDaysOf(terms, words);
  return `${[what, ...parts, ...perDay, ...lasts, ...when, ...closed].join(", ")}; ${whom}, ${words.each(terms.perRecipient)}`;
}

const joined = (parts: readonly string[], { locale }: SummaryWords) =>
  new Intl.ListFormat(locale).format(parts);

function dayOf(
  at: Date,
  { locale }: SummaryWords,
  { weekday = false, year = false }: { weekday?: boolean; year?: boolean } = {},
): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "Europe/Oslo", ...options }).format(at);
  const day = format({ day: "numeric", month: "long", ...(year && { year: "numeric" }) });
  return weekday ? `${format({ weekday: "long" })} ${day}` : day;
}

const timeOf = (at: Date) =>
  new Intl.DateTimeFormat("nb-NO", {
    timeZone: "Europe/Oslo",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);

const momentOf = (at: Date, words: SummaryWords, year: boolean) =>
  words.at(dayOf(at, words, { weekday: true, year }), timeOf(at));

/** Formats the start, and the end of an event longer than a day; the last with its year, and another year's, too. */
function eventOf({ start, end }: EventTimes, words: SummaryWords): string {
  const lastsDays = end.getTime() - start.getTime() > 24 * 60 * 60 * 1000;
  if (!lastsDays) return momentOf(start, words, true);
  const years = yearInOslo(start) !== yearInOslo(end);
  return words.period(momentOf(start, words, years), momentOf(end, words, true));
}

/** Formats the starts of few sessions, and of more how many there are, and the first and the last. */
function sessionsOf(sessions: readonly EventTimes[], words: SummaryWords): string {
  const years = new Set(sessions.map(({ start }) => yearInOslo(start))).size > 1;
  const starts = sessions.map(({ start }, index) =>
    momentOf(start, words, years || index === sessions.length - 1),
  );
  const [first = "", last = first] = [starts[0], starts.at(-1)];
  if (starts.length <= maxNamed) return joined(starts, words);
  return words.sessions(starts.length, words.period(first, last));
}

/** Formats the validity, the last day with its year. */
function periodOf({ validity }: SummarisedTerms, words: SummaryWords): string {
  const first = dayInOslo(validity.from);
  const last = dayInOslo(new Date(validity.until.getTime() - 1));
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const end = dayOf(noon(last), words, { year: true });
  if (first === last) return end;
  const years = first.slice(0, 4) !== last.slice(0, 4);
  return words.period(dayOf(noon(first), words, { year: years }), end);
}

function weekdaysOf({ weekdays }: SummarisedTerms, words: SummaryWords): string[] {
  if (!weekdays || weekdays.length === 7) return [];
  return [
    words.onlyOn(
      joined(
        weekdays.map((day) => words.weekdays[day - 1] ?? ""),
        words,
      ),
    ),
  ];
}

/** As the ticket says them, within the sentence. */
function hoursOf({ hours, weekdays }: SummarisedTerms, language: Language): string[] {
  if (!hours) return [];
  const text = hoursText({ hours, weekdays }, language);
  return [text.charAt(0).toLowerCase() + text.slice(1)];
}

/** Whether the days include Good Friday to Easter Sunday, and at most a week more. */
function isEaster([first, last]: [first: string, last: string]): boolean {
  const sunday = easterSunday(Number(first.slice(0, 4)));
  return (
    addDays(sunday, -9) <= first &&
    first <= addDays(sunday, -2) &&
    sunday <= last &&
    last <= addDays(sunday, 2)
  );
}

function isChristmas([first, last]: [first: string, last: string]): boolean {
  const year = Number(first.slice(0, 4));
  return (
    first >= `${year}-12-20` &&
    first <= `${year}-12-24` &&
    last >= `${year}-12-26` &&
    last <= `${year + 1}-01-03`
  );
}

/** With the year where the validity goes into another one. */
function closedDaysOf({ blackout = [], validity }: SummarisedTerms, words: SummaryWords): string[] {
  if (blackout.length === 0) return [];
  if (blackout.length > maxNamed) return [words.closedPeriods(blackout.length)];
  const isOneYear = yearInOslo(validity.from) === yearInOslo(new Date(+validity.until - 1));
  const named = blackout.map((days) =>
    isEaster(days)
      ? words.atEaster
      : isChristmas(days)
        ? words.atChristmas
        : words.onDays(daysOf(days, words, isOneYear)),
  );
  return [words.not(joined([...new Set(named)], words))];
}

/** Formats a period of days. Releases of Node differ in the spaces around the dash, so they are removed. */
function daysOf(
  [first, last]: [first: string, last: string],
  { locale }: SummaryWords,
  isYearKnown: boolean,
): string {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const days = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    ...(!isYearKnown && { year: "numeric" }),
    timeZone: "UTC",
  }).formatRange(noon(first), noon(last));
  return days.replace(/(?<=\b\d\d?\.?)\s*–\s*(?=\d)/, "–");
}
