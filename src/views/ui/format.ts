import { dateFormat } from "../../domain/date-text.ts";
import type { Language } from "../../domain/language.ts";

/** Formats date and time in Oslo: "19. des. 2026, 16:00". */
export function formatMoment(at: Date, language: Language): string {
  return dateFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(
    at,
  );
}

/** Formats a month `2027-02` as "februar 2027", in Bokmål and Nynorsk alike. */
export function formatMonth(month: string): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("nb-NO", options).format(new Date(`${month}-15T12:00:00Z`));
}

/**
 * Joins what a line's end must not part, with no-break spaces. For what people read; machines and text messages do
 * not get it.
 */
export const unbroken = (...parts: readonly (string | number)[]): string => parts.join("\u00a0");

/** Formats a sum in øre: "kr 1 250,00", which no line's end parts. */
export function formatMoney(ore: number): string {
  const kroner = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return unbroken("kr", kroner.format(ore / 100));
}
