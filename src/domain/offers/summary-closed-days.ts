import { easterSunday } from "./easter.ts";
import { addDays, yearInOslo } from "../period.ts";
import type { SummaryWords } from "./summary-words.ts";
import { maxNamed, joined } from "./summary-times.ts";
import type { OfferTerms } from "./offer.ts";

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

/** The closed days, as few names as will do; with the year where the validity goes into another one. */
export function closedDaysOf(
  { blackout = [], validity }: Pick<OfferTerms, "blackout" | "validity">,
  words: SummaryWords,
): string[] {
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
