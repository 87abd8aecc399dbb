// https://developer.apple.com/documentation/walletpasses/passfieldcontent
import type { OpenPackage } from "./open-package.ts";
import type { PassField } from "./pass-shape.ts";

export const phoneLanguages = ["nb", "nn", "en"] as const;
export type PhoneLanguage = (typeof phoneLanguages)[number];

const locales: Record<PhoneLanguage, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" };

const timeZone = "Europe/Oslo";

/** Translates a text of pass.json by the language's pass.strings; untranslated it stays as it is. */
export function translated(
  { strings }: Pick<OpenPackage, "strings">,
  text: string,
  language: PhoneLanguage,
): string {
  return strings.get(language)?.get(text) ?? text;
}

/** Converts a PKDateStyle to its Intl name; undefined for `None`. */
function intlStyle(style: PassField["dateStyle"]) {
  const name = style?.slice("PKDateStyle".length).toLowerCase();
  return name === "none" ? undefined : (name as Intl.DateTimeFormatOptions["dateStyle"]);
}

function dateText(field: PassField, language: PhoneLanguage): string {
  const text = String(field.value);
  // With ignoresTimeZone the offset is dropped: the local time of the venue is shown as it is.
  const at = new Date(field.ignoresTimeZone ? text.replace(/(?:Z|[+-]\d\d:?\d\d)$/, "Z") : text);
  if (Number.isNaN(at.getTime())) return text;
  const [dateStyle, timeStyle] = [intlStyle(field.dateStyle), intlStyle(field.timeStyle)];
  if (dateStyle === undefined && timeStyle === undefined) return "";
  const formatter = new Intl.DateTimeFormat(locales[language], {
    ...(dateStyle !== undefined && { dateStyle }),
    ...(timeStyle !== undefined && { timeStyle }),
    timeZone: field.ignoresTimeZone ? "UTC" : timeZone,
  });
  return formatter.format(at);
}

export function valueText(
  opened: Pick<OpenPackage, "strings">,
  field: PassField,
  language: PhoneLanguage,
): string {
  if (field.dateStyle !== undefined || field.timeStyle !== undefined) {
    return dateText(field, language);
  }
  return typeof field.value === "number"
    ? new Intl.NumberFormat(locales[language]).format(field.value)
    : translated(opened, field.value, language);
}
