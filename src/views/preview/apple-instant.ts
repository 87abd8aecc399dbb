import type { Language } from "../../domain/language.ts";

const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };

/**
 * Formats an instant in iOS' medium date and short time style, in Oslo: "19. des. 2026", "19. des. 2026,
 * 18:00".
 */
export function appleInstant(at: Date, precision: "day" | "minute", language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: "Europe/Oslo",
    dateStyle: "medium",
    ...(precision === "minute" && { timeStyle: "short" }),
  }).format(at);
}
