import type { Language } from "../../domain/language.ts";

const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };

/** As a phone writes medium dates and short times: "19. des. 2026" and "19. des. 2026, 18:00", in Oslo. */
export function appleInstant(at: Date, precision: "day" | "minute", language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: "Europe/Oslo",
    dateStyle: "medium",
    ...(precision === "minute" && { timeStyle: "short" }),
  }).format(at);
}
