import { formatWeekdays, joinWords } from "../date-text.ts";
import type { Language } from "../language.ts";
import { lineOf, ordered, type OpeningHours } from "./opening-hours.ts";
import { ticketRuleWords } from "./ticket-rule-words.ts";

interface HoursTerms {
  hours: readonly OpeningHours[];
  /** The weekdays of the offer, which the ticket says by themselves. */
  weekdays?: readonly number[] | undefined;
}

const week = [1, 2, 3, 4, 5, 6, 7];

/** The hours of the weekdays on which tickets are good; `same` where they are the same on all of those. */
function shownLines({ hours, weekdays = week }: HoursTerms): {
  lines: OpeningHours[];
  same: OpeningHours | undefined;
} {
  const lines = ordered(
    weekdays.flatMap((weekday) => {
      const line = lineOf(hours, weekday);
      return line ? [{ ...line, weekdays: [weekday] }] : [];
    }),
  );
  const [first] = lines;
  return { lines, same: first?.weekdays.length === weekdays.length ? first : undefined };
}

/** Names weekdays, three or more in a row by the first and the last: "mandag–fredag og søndag". */
function namedDays(weekdays: readonly number[], language: Language): string {
  const named = (day: number) => formatWeekdays([day], language);
  const rows: number[][] = [];
  for (const day of weekdays) {
    const row = rows.at(-1);
    if (row?.at(-1) === day - 1) row.push(day);
    else rows.push([day]);
  }
  const names = rows.flatMap((row) => {
    const [first = 0, last = first] = [row[0], row.at(-1)];
    return row.length > 2 ? [`${named(first)}–${named(last)}`] : row.map(named);
  });
  return joinWords(names, language);
}

/** Says the opening hours: "Åpent mandag–fredag kl. 10:00–18:00, lørdag kl. 11:00–15:00". */
export function hoursText(terms: HoursTerms, language: Language): string {
  const words = ticketRuleWords(language);
  const { lines, same } = shownLines(terms);
  if (same) return words.open(words.hours("", same.opens, same.closes));
  const named = lines.map(({ weekdays, opens, closes }) =>
    words.hours(namedDays(weekdays, language), opens, closes),
  );
  return words.open(named.join(", "));
}

const shortClock = (time: string) => time.replace(":00", "");

/** The same for the front of a ticket, which has no room for days: "Åpent 10–18", or that there are hours. */
export function hoursTextShort(terms: HoursTerms, language: Language): string {
  const words = ticketRuleWords(language);
  const { same } = shownLines(terms);
  return same ? words.open(`${shortClock(same.opens)}–${shortClock(same.closes)}`) : words.inHours;
}
