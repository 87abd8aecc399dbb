import { languages } from "../../../domain/language.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { languageNames } from "../../../views/texts/holder-texts.ts";
import { othersChangesTexts } from "../../../views/texts/others-changes-texts.ts";
import { pendingChangeTexts } from "../../../views/texts/pending-change-texts.ts";
import { offerTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { ownCodesFields } from "./own-codes-form.ts";

type Field = keyof OfferFormValues;

const when =
  /^(whenKind|validFrom|validUntil|event\.\w+|session\w+|hours\w+|day\w+|easter|closed\w+)$/;
const unseen: readonly Field[] = ["activity", "copyOf", "revision", "shown", "textReason"];

/** The name of the term that a field of an offer's form is of, as `differingTerms` has it. A hidden field has none. */
export function labelOfField(field: Field, language: StaffLanguage): string | [] {
  const { of } = pendingChangeTexts(language);
  const texts = othersChangesTexts(language);
  const [name, spoken] = field.split(".");
  const one = languages.find((each) => each === spoken);
  if (unseen.includes(field)) return [];
  if (field in ownCodesFields) return texts.ownCodes;
  if (one && (name === "title" || name === "description")) {
    return `${of[name]} (${languageNames[one]})`;
  }
  if (field === "quota") return of.quota;
  if (field === "templateId") return texts.template;
  if (field === "claimWithinDays") return offerTexts(language).labels.claimWithinDays;
  if (when.test(field)) return of.when;
  if (field.startsWith("refund")) return of.refund;
  return name === "place" ? texts.place : texts.terms;
}
