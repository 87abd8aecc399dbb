import type { walletobjects_v1 } from "@googleapis/walletobjects";
import { languages, textIn, type Language, type Texts } from "../../domain/language.ts";

type LocalizedString = walletobjects_v1.Schema$LocalizedString;

const locales = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" } as const;

/**
 * Google's form of a text: the phone picks its own language among the translations and shows the
 * default where it finds none. `language` chooses that default.
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

/** An instant as people in Norway read it. */
export function textOfInstant(at: Date, precision: "day" | "minute"): Texts {
  const textFor = (language: keyof typeof locales) =>
    new Intl.DateTimeFormat(locales[language], {
      timeZone: "Europe/Oslo",
      dateStyle: "long",
      ...(precision === "minute" && { timeStyle: "short" }),
    }).format(at);
  return { nb: textFor("nb"), nn: textFor("nn"), en: textFor("en") };
}

const clockInOslo = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Oslo",
  dateStyle: "short",
  timeStyle: "medium",
});

/**
 * An instant with Oslo's offset, whole seconds: `2026-06-30T23:59:59+02:00`. Google shows the part
 * before the offset as the time on the spot, so UTC would tell people the wrong hour.
 */
export function instantInOslo(at: Date): string {
  const local = clockInOslo.format(at).replace(" ", "T");
  const minutes = Math.round((Date.parse(`${local}Z`) - at.getTime()) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [sign, size] = minutes < 0 ? ["-", -minutes] : ["+", minutes];
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
