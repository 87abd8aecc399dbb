import type { Language } from "../../domain/language.ts";
import type { Period } from "../../domain/period.ts";

// Intl has no South Sámi: Bokmål, as for missing texts.
const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };
const timeZone = "Europe/Oslo";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locales[language]} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
    formats.set(key, known);
  }
  return known;
}

/** Formats a day in Oslo: "lørdag 19. desember 2026". */
export function formatDay(at: Date, language: Language): string {
  // Two formats, since Node releases differ in the comma between weekday and date.
  const weekday = format(language, { weekday: "long" }).format(at);
  return `${weekday} ${formatDate(at, language)}`;
}

/** Formats a date in Oslo: "19. desember 2026". */
export function formatDate(at: Date, language: Language): string {
  return format(language, { dateStyle: "long" }).format(at);
}

/** Formats a time in Oslo: "16:00". */
export function formatTime(at: Date, language: Language): string {
  return format(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** Formats date and time in Oslo: "19. des. 2026, 16:00". */
export function formatMoment(at: Date, language: Language): string {
  return format(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(at);
}

/** Formats a half-open period with its last day: "19. desember 2026–11. april 2027". */
export function formatPeriod({ from, until }: Period, language: Language): string {
  return format(language, { day: "numeric", month: "long", year: "numeric" }).formatRange(
    from,
    new Date(until.getTime() - 1),
  );
}

/** Formats calendar days `YYYY-MM-DD`, first and last included: "25.–31. mars". */
export function formatDays(
  [first, last]: [first: string, last: string],
  language: Language,
): string {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  return format(language, { day: "numeric", month: "long" }).formatRange(noon(first), noon(last));
}

/** Formats ISO weekdays: "lørdag og søndag". */
export function formatWeekdays(weekdays: readonly number[], language: Language): string {
  // 2024-01-01 was a Monday.
  const names = weekdays.map((weekday) =>
    format(language, { weekday: "long" }).format(new Date(Date.UTC(2024, 0, weekday, 12))),
  );
  return joinWords(names, language);
}

/** Joins words to a list: "a, b og c". */
export function joinWords(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(words);
}

/** Formats a month `2027-02` as "februar 2027", in Bokmål and Nynorsk alike. */
export function formatMonth(month: string): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("nb-NO", options).format(new Date(`${month}-15T12:00:00Z`));
}

/** Formats a sum in øre: "kr 1 250,00". */
export function formatMoney(ore: number): string {
  const kroner = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `kr ${kroner.format(ore / 100)}`;
}
