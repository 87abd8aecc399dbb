import type { Db } from "../../db/connect.ts";
import { unknownMunicipalities } from "../../db/municipalities.ts";
import { findTemplate, type Template } from "../../db/templates/templates.ts";
import type { OfferChanges } from "../../domain/offers/offer-input.ts";
import { textsOfTerms } from "../../domain/offers/texts-of-terms.ts";
import { judgeTexts, type TextException } from "../../domain/offers/text-exceptions.ts";
import { findCodeMemberFaults } from "../../domain/codes/own-codes-input.ts";
import { findTermFaults } from "../../domain/offers/term-faults.ts";
import type { OfferTerms } from "../../domain/offers/offer.ts";
import { refundFaultsAsSent } from "../../domain/offers/refund-input.ts";
import { AppError } from "../../errors.ts";
import { requireNeutralText } from "../require-neutral-text.ts";

/**
 * Validates an offer's terms, which the request body `sent` led to, and references; returns its template, and the
 * exceptions from the deny-list that the request gives a reason for. An archived template is taken only where the
 * offer had it before. Throws AppError("validation_failed") with every
 * fault, or AppError("revealing_text") for a text that reveals why the holder has the ticket.
 */
export async function validateOfferTerms(
  db: Db,
  providerId: string,
  terms: OfferTerms,
  sent: OfferChanges,
  before: {
    known?: TextException[] | undefined;
    held?: OfferTerms | undefined;
    templateId?: string;
  } = {},
): Promise<{ template: Template; asked: TextException[] }> {
  const { faults: revealing, asked } = judgeTexts(textsOfTerms(terms), {
    known: before.known,
    reason: sent.textReason,
    held: before.held && textsOfTerms(before.held),
  });
  requireNeutralText(revealing);

  const faults = refundFaultsAsSent(findTermFaults(terms, before.held), sent);
  faults.push(...findCodeMemberFaults(terms.ownCodes, sent));
  const template = await findTemplate(db, terms.templateId);
  const mayUse = template && (template.providerId === null || template.providerId === providerId);
  if (!mayUse) {
    faults.push({ path: "templateId", code: "unknown", message: "must be a template of yours" });
  } else if (template.isArchived && template.id !== before.templateId) {
    const message = "is archived: bring it back, or name another";
    faults.push({ path: "templateId", code: "archived", message });
  }
  const unknown = new Set(await unknownMunicipalities(db, terms.municipalities));
  terms.municipalities.forEach((number, i) => {
    if (!unknown.has(number)) return;
    const message = "must be a municipality that takes part";
    faults.push({ path: `municipalities[${i}]`, code: "unknown", message });
  });
  if (faults.length > 0 || !mayUse) {
    throw new AppError("validation_failed", "The offer has faults; see errors.", {
      errors: faults,
    });
  }
  return { template, asked };
}
