import type { AppError, FieldError } from "../../../errors.ts";
import { offerTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { pendingChangeTexts } from "../../../views/texts/pending-change-texts.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { hasSkippedTime } from "./offer-when-form.ts";
import { revealingTextError } from "../revealing-text-error.ts";

/** Form field of each member of the API's body that has another name there. */
const fieldOf: Record<string, string> = {
  "refund.ore": "refund",
  "refund.per": "refundPer",
  "refund.capPerTicketOre": "refundCapPerTicket",
  "refund.capTotalOre": "refundCap",
  title: "title.nb",
};

/** Form field of a faulty member. An event's form has its day and hours, and no period. */
function pathInForm({ path, code }: FieldError, { whenKind, ...values }: OfferFormValues): string {
  const [whole = path] = path.split("[", 1);
  // The fields that go without parts may not be on the page.
  const isOfParts = ["uses", "usesPerDay", "validFor"].includes(whole) && code === "contradiction";
  if (isOfParts && values.parts !== "") return "parts";
  if (whenKind === "sessions" && (whole === "validFrom" || whole === "validUntil"))
    return "sessions";
  if (whenKind !== "event") return whole;
  const ofEvent = { validFrom: "event.start", validUntil: "event.end" }[whole] ?? whole;
  return ofEvent.startsWith("event") && values["event.date"] === "" ? "event.date" : ofEvent;
}

/** Codes of errors that show the form again even when no field is named. */
const correctable: readonly string[] = [
  "validation_failed",
  "revealing_text",
  "precondition_failed",
];

/**
 * Message for each faulty field of the form, with a suggestion where a text tells too much. Undefined for
 * an error that is not about a field.
 */
export function offerFaultsOf(
  { code: errorCode, errors, extra }: AppError,
  values: OfferFormValues,
  language: StaffLanguage,
): Map<string, string> | undefined {
  if (!correctable.includes(errorCode) && errors.length === 0) return undefined;
  const texts = offerTexts(language);
  if (errorCode === "precondition_failed") return new Map([["title.nb", texts.changedMeanwhile]]);
  const messageOf = (path: string, code: string): string => {
    if (code === "quota_below_allocated") return texts.lowestQuota(Number(extra["lowestPossible"]));
    if (code === "revealing_text") {
      const text = path in values ? String(values[path as keyof OfferFormValues]) : "";
      const fault = revealingTextError(text, language);
      if (fault !== undefined) return fault;
    }
    if (hasSkippedTime(path, values)) return texts.skippedHour;
    if (code === "invalid_text") return texts.notOneLine;
    if (code === "archived") return texts.archivedTemplate;
    if (code === "never_valid" && errorCode === "illegal_state") return texts.noOpening;
    if (code === "never_valid") return texts.neverValid;
    if (code === "no_ceiling") return texts.noCeiling;
    if (code === "contradiction" && path === "refund.ore") return texts.refundNeedsReports;
    if (code === "frozen" && path.startsWith("refund")) {
      return pendingChangeTexts(language).refundFixed;
    }
    if (code === "frozen" && (path === "event.start" || path === "event.end"))
      return texts.onlyAhead;
    if (code === "frozen" && path === "sessions") return texts.onlyMoreSessions;
    if (code === "frozen" && path === "validUntil") return texts.onlyLater;
    return path in texts.faults
      ? texts.faults[path as keyof typeof texts.faults]
      : texts.faults.other;
  };
  return new Map(
    errors.map((fault) => {
      const path = pathInForm(fault, values);
      return [fieldOf[path] ?? path, messageOf(path, fault.code)];
    }),
  );
}
