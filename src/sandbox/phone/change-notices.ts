// https://developer.apple.com/documentation/walletpasses/passfieldcontent (changeMessage)
import type { OpenPackage } from "./open-package.ts";
import { translated, valueText, type PhoneLanguage } from "./pass-text.ts";
import { fieldsIn, slots, type PassField } from "./pass-shape.ts";

const allFields = ({ pass }: OpenPackage): PassField[] =>
  slots.flatMap((slot) => fieldsIn(pass, slot));

/**
 * Returns the notifications that the phone shows for an update: one for each field whose value changed and
 * whose changeMessage contains `%@`.
 */
export function changeNotices(
  before: OpenPackage,
  after: OpenPackage,
  language: PhoneLanguage,
): string[] {
  const old = new Map(allFields(before).map((field) => [field.key, field]));
  return allFields(after).flatMap((field) => {
    const known = old.get(field.key);
    if (!known || known.value === field.value || field.changeMessage === undefined) return [];
    const message = translated(after, field.changeMessage, language);
    if (!message.includes("%@")) return [];
    return [message.replaceAll("%@", () => valueText(after, field, language))];
  });
}
