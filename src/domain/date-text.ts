import type { Language } from "./language.ts";
import type { Period } from "./period.ts";

// Intl has no South Sámi: Bokmål, as for missing texts.
const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };
const timeZone = "Europe/Oslo";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a language for times in Oslo, created once. */
export function dateFormat(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locales[language]} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
    formats.set(key, known);
  }
  return known;
}

/** Formats a date in Oslo: "19. desember 2026". */
export function formatDate(at: Date, language: Language): string {
  return dateFormat(language, { dateStyle: "long" }).format(at);
}

/** Formats a day in Oslo: "lørdag 19. desember 2026". */
export function formatDay(at: Date, language: Language): string {
  // Two formats, since Node releases differ in the comma between weekday and date.
  const weekday = dateFormat(language, { weekday: "long" }).format(at);
  return `${weekday} ${formatDate(at, language)}`;
}

/** Formats a time in Oslo: "16:00". */
export function formatTime(at: Date, language: Language): string {
  return dateFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** Releases of Node differ in the spaces around the dash, so they are left out. */
const closeDash = (range: string) =>
  range
    .split("–")
    .map((end) => end.trim())
    .join("–");

/** Formats a half-open period with its last day: "19. desember 2026–11. april 2027". */
export function formatPeriod({ from, until }: Period, language: Language): string {
  const format = dateFormat(language, { day: "numeric", month: "long", year: "numeric" });
  return closeDash(format.formatRange(from, new Date(until.getTime() - 1)));
}

/** Formats calendar days `YYYY-MM-DD`, first and last included: "25.–31. mars", or with the year. */
export function formatDays(
  [first, last]: [first: string, last: string],
  language: Language,
  { year = false } = {},
): string {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (year) options.year = "numeric";
  return closeDash(dateFormat(language, options).formatRange(noon(first), noon(last)));
}

/** Formats ISO weekdays: "lørdag og søndag", or "lør. og søn.". */
export function formatWeekdays(
  weekdays: readonly number[],
  language: Language,
  { weekday = "long" }: { weekday?: "long" | "short" } = {},
): string {
  // 2024-01-01 was a Monday.
  const names = weekdays.map((day) =>
    dateFormat(language, { weekday }).format(new Date(Date.UTC(2024, 0, day, 12))),
  );
  return joinWords(names, language);
}

/** Joins words to a list: "a, b og c". */
export function joinWords(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(words);
}
