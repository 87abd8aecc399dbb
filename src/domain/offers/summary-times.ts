import type { EventTimes, OfferTerms } from "./offer.ts";
import { dayInOslo, yearInOslo } from "../period.ts";
import type { SummaryWords } from "./summary-words.ts";

/** Limit of names in a list; a longer list is given as a count. */
export const maxNamed = 4;

/** Joins names into a list of the language: "a, b and c". */
export const joined = (parts: readonly string[], { locale }: SummaryWords) =>
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
export function eventOf({ start, end }: EventTimes, words: SummaryWords): string {
  const lastsDays = end.getTime() - start.getTime() > 24 * 60 * 60 * 1000;
  if (!lastsDays) return momentOf(start, words, true);
  const years = yearInOslo(start) !== yearInOslo(end);
  return words.period(momentOf(start, words, years), momentOf(end, words, true));
}

/** Formats the starts of few sessions, and of more how many there are, and the first and the last. */
export function sessionsOf(sessions: readonly EventTimes[], words: SummaryWords): string {
  const years = new Set(sessions.map(({ start }) => yearInOslo(start))).size > 1;
  const starts = sessions.map(({ start }, index) =>
    momentOf(start, words, years || index === sessions.length - 1),
  );
  const [first = "", last = first] = [starts[0], starts.at(-1)];
  if (starts.length <= maxNamed) return joined(starts, words);
  return words.sessions(starts.length, words.period(first, last));
}

/** Formats the validity, the last day with its year. */
export function periodOf({ validity }: Pick<OfferTerms, "validity">, words: SummaryWords): string {
  const first = dayInOslo(validity.from);
  const last = dayInOslo(new Date(validity.until.getTime() - 1));
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const end = dayOf(noon(last), words, { year: true });
  if (first === last) return end;
  const years = first.slice(0, 4) !== last.slice(0, 4);
  return words.period(dayOf(noon(first), words, { year: years }), end);
}
