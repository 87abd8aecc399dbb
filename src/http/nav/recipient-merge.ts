import { changedMeanwhile } from "../../domain/entity-tag.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { RecipientFormValues } from "../../views/nav/recipient-form-page.tsx";
import { languageNames } from "../../views/texts/holder-texts.ts";
import { othersChangesTexts } from "../../views/texts/others-changes-texts.ts";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../views/ui/others-changes.tsx";
import { mergeForm } from "../pages/merge-form.ts";
import { recipientFormOf } from "./recipient-form.ts";

/** The form as it was sent, with the values that it showed when it was opened. */
type Sent = RecipientFormValues & { shown: RecipientFormValues };

const merge = ({ shown, ...typed }: Sent, recipient: Recipient) =>
  mergeForm({ shown, typed, now: recipientFormOf(recipient) });

/**
 * Throws AppError("precondition_failed") where another has changed a member that this form changes, too. Changes of
 * other members are kept, since the form sends what was touched alone.
 */
export function requireUntouchedByOthers(sent: Sent, recipient: Recipient): void {
  if (merge(sent, recipient).both.length > 0) throw changedMeanwhile();
}

/**
 * The form after a conflict: the touched fields as typed, the others with the current values; and the other's
 * changes.
 */
export function mergedRecipientForm(
  sent: Sent,
  recipient: Recipient,
  {
    language,
    municipalities,
  }: { language: StaffLanguage; municipalities: ReadonlyMap<string, string> },
): { values: Sent; others: OthersChange[] } {
  const { values, changed, both } = merge(sent, recipient);
  const now = recipientFormOf(recipient);
  const texts = staffTexts(language);
  const second = (label: string) => `${texts.secondGuardian}, ${label.toLowerCase()}`;
  const labels: Partial<Record<keyof RecipientFormValues, string>> = {
    label: texts.label,
    birthYear: texts.birthYear,
    municipality: texts.municipality,
    language: texts.holderLanguage,
    delivery: texts.delivery,
    phone: texts.phone,
    email: texts.email,
    secondPhone: second(texts.phone),
    secondEmail: second(texts.email),
    protectedAddress: texts.protectedAddress,
  };
  const named: Partial<Record<keyof RecipientFormValues, (value: string) => string | undefined>> = {
    municipality: (number) => municipalities.get(number),
    language: (code) => Object.entries(languageNames).find(([each]) => each === code)?.[1],
    delivery: (kind) => Object.entries(texts.deliveries).find(([each]) => each === kind)?.[1],
  };
  const text = (field: keyof RecipientFormValues, { [field]: value }: RecipientFormValues) =>
    typeof value === "boolean"
      ? value
        ? othersChangesTexts(language).yes
        : ""
      : (named[field]?.(value) ?? value);
  const others = changed.flatMap((field): OthersChange[] => {
    const label = labels[field];
    if (label === undefined) return [];
    const isBoth = both.includes(field);
    return [{ label, before: text(field, sent.shown), after: text(field, now), isBoth }];
  });
  return { values: { ...values, shown: now }, others };
}
