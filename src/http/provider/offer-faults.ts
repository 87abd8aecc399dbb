import type { OfferUpdate } from "../../actions/offers/update-offer.ts";
import type { AppError, FieldError } from "../../errors.ts";
import { offerTexts } from "../../views/texts/provider-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import { revealingTextError } from "./revealing-text-error.ts";

/** What the check calls by another name than the form. */
const fieldOf: Record<string, string> = { refundPerAdmissionOre: "refund", title: "title.nb" };

/** The form asks for an event's day and hours, and for no period besides. */
function pathInForm({ path }: FieldError, { whenKind, ...values }: OfferFormValues): string {
  const whole = path.replace(/\[.*$/, "");
  if (whenKind !== "event") return whole;
  const ofEvent = { validFrom: "event.start", validUntil: "event.end" }[whole] ?? whole;
  return ofEvent.startsWith("event") && values["event.date"] === "" ? "event.date" : ofEvent;
}

/** Message at the quota that cannot be had, with the one that can. */
export function quotaFaultOf(
  refused: Exclude<OfferUpdate, { outcome: "updated" }>,
  language: StaffLanguage,
): Map<string, string> {
  const { lowestQuota, highestQuota } = offerTexts(language);
  const fault =
    refused.outcome === "quota_below_allocated"
      ? lowestQuota(refused.lowestPossible)
      : highestQuota(refused.highestPossible);
  return new Map([["quota", fault]]);
}

/** The form's faults by field, in words for people, with a suggestion where a text tells too much. */
export function offerFaultsOf(
  error: AppError,
  values: OfferFormValues,
  language: StaffLanguage,
): Map<string, string> {
  const texts = offerTexts(language);
  const said = (path: string, code: string): string => {
    if (code === "revealing_text") {
      const text = path in values ? String(values[path as keyof OfferFormValues]) : "";
      const fault = revealingTextError(text, language);
      if (fault !== undefined) return fault;
    }
    if (code === "frozen" && path === "validUntil") return texts.onlyLater;
    return path in texts.faults
      ? texts.faults[path as keyof typeof texts.faults]
      : texts.faults.other;
  };
  return new Map(
    error.errors.map((fault) => {
      const path = pathInForm(fault, values);
      return [fieldOf[path] ?? path, said(path, fault.code)];
    }),
  );
}
