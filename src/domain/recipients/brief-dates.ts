import { dateFormat } from "../date-text.ts";
import type { Language } from "../language.ts";

/** Nearer than this, a date needs no year. */
const nearMs = 300 * 86_400_000;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const names = (language: Language, what: "weekday" | "month", width: "long" | "short") =>
  Array.from({ length: what === "weekday" ? 7 : 12 }, (_, n) => {
    const day = new Date(
      Date.UTC(2024, what === "month" ? n : 0, what === "month" ? 15 : n + 1, 12),
    );
    // Formats a whole date: in some languages a name alone is abbreviated differently.
    const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", [what]: width };
    return dateFormat(language, options)
      .formatToParts(day)
      .find(({ type }) => type === what)?.value as string;
  });

interface Names {
  weekdays: ReadonlyMap<string, string>;
  months: readonly string[];
  shortMonths: readonly string[];
  date: RegExp;
}

const known = new Map<Language, Names>();

function namesOf(language: Language): Names {
  const found = known.get(language);
  if (found) return found;
  const [days, months] = [names(language, "weekday", "long"), names(language, "month", "long")];
  // By hand, since Nynorsk's of the locale data is "la." for Saturday.
  const short = days.map((day) => day.slice(0, 3) + (language === "en" ? "" : "."));
  const made: Names = {
    weekdays: new Map(
      days.flatMap((day, n) => [
        [day, short[n] ?? day],
        [capital(day), capital(short[n] ?? day)],
      ]),
    ),
    months,
    shortMonths: names(language, "month", "short"),
    date: new RegExp(
      `(?:(${[...days, ...days.map(capital)].join("|")}) )?(\\d{1,2})(\\.?) (${months.join("|")})(?: (\\d{4}))?`,
      "g",
    ),
  };
  known.set(language, made);
  return made;
}

/**
 * The dates of a text as a text message has room for them: "lør. 16. jan.", with the year where it is not the coming
 * one.
 */
export function briefDates(text: string, language: Language, at: Date): string {
  const { weekdays, months, shortMonths, date } = namesOf(language);
  return text.replace(
    date,
    (_, weekday: string | undefined, day: string, dot: string, month: string, year?: string) => {
      const n = months.indexOf(month);
      const ahead = year === undefined ? 0 : Date.UTC(+year, n, +day) - at.getTime();
      const isNear = ahead > -86_400_000 && ahead < nearMs;
      return [
        ...(weekday === undefined ? [] : [weekdays.get(weekday)]),
        `${day}${dot}`,
        shortMonths[n],
        ...(year === undefined || isNear ? [] : [year]),
      ].join(" ");
    },
  );
}
