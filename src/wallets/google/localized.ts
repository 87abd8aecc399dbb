import type { walletobjects_v1 } from "@googleapis/walletobjects";
import { languages, textIn, type Language, type Texts } from "../../domain/language.ts";

type LocalizedString = walletobjects_v1.Schema$LocalizedString;

const locales = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" } as const;

/**
 * Converts a text to a LocalizedString: the phone picks its language among the translations, or else the
 * default, which `language` chooses.
 * https://developers.google.com/wallet/reference/rest/v1/LocalizedString
 */
export function localized(texts: Texts, language: Language = "nb"): LocalizedString {
  const first = texts[language] === undefined ? "nb" : language;
  const translatedValues = languages.flatMap((each) => {
    const value = texts[each];
    return each === first || value === undefined ? [] : [{ language: each, value }];
  });
  return {
    defaultValue: { language: first, value: textIn(texts, first) },
    ...(translatedValues.length > 0 && { translatedValues }),
  };
}

/** Formats a day, or a moment in short, since half the width of a card has no room for a long month and the time. */
export function textOfInstant(at: Date, precision: "day" | "minute"): Texts {
  const textFor = (language: keyof typeof locales) =>
    new Intl.DateTimeFormat(locales[language], {
      timeZone: "Europe/Oslo",
      ...(precision === "minute"
        ? { dateStyle: "medium", timeStyle: "short" }
        : { dateStyle: "long" }),
    }).format(at);
  return { nb: textFor("nb"), nn: textFor("nn"), en: textFor("en") };
}
