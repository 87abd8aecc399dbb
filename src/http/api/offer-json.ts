import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { z } from "zod";
import { answeredTerms } from "../../domain/offers/offer-input.ts";
import { codeMembersOf } from "../../domain/codes/own-codes-input.ts";
import { offerHintCodes } from "../../domain/offers/offer-hints.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { timesAsText } from "../../domain/offers/offer-terms.ts";
import { refundOf } from "../../domain/offers/refund-input.ts";
import { offerStates, type Offer } from "../../domain/offers/offer.ts";

const instant = z.iso.datetime({ offset: true });

export const offerSchema = z
  .object({
    id: z.uuid(),
    providerId: z.uuid().describe("Who gives it away"),
    state: z.enum(offerStates).describe("Only `open` is allocated"),
    templateVersion: z.int().describe("Of the template, as the tickets show it"),
    contentVersion: z.int().describe("Raised with every change of what a ticket shows"),
    revision: z
      .string()
      .describe("Another one after any change of the terms or the template: what `approve` takes"),
    ...answeredTerms,
    cancelledAt: instant
      .optional()
      .describe("Set: taken back by its provider, and with it every ticket that was out"),
    pausedByOffice: z
      .boolean()
      .optional()
      .describe("Whether the culture office has paused it, which only the office ends"),
    movedAt: instant
      .optional()
      .describe("Set: when the time or place last changed after the approval"),
    updatedAt: instant.describe("When its terms, template or state last changed"),
    warnings: z
      .array(
        z.object({
          path: z.string().describe("The member that it is about"),
          code: z.enum(offerHintCodes).describe("What kind it is"),
          message: z.string().describe("For a person to read"),
        }),
      )
      .optional()
      .describe("What is allowed and probably wrong; for its provider and its culture office"),
    allocated: z.int().describe("How many of the quota are out now"),
    left: z.int().describe("How many can still be allocated"),
    approvedQuota: z
      .int()
      .optional()
      .describe("The quota that the culture office approved: with a refund, the highest possible"),
    review: z
      .object({
        decision: z.enum(["approved", "returned"]).describe("What the culture office decided"),
        reason: z.string().optional().describe("What to correct, where it was returned"),
        at: instant.describe("When"),
      })
      .optional()
      .describe(
        "The culture office's latest decision, where one offer is shown to those concerned",
      ),
  })
  .meta({ id: "Offer", description: "What a provider gives away, and on which terms" });

export function offerJson(whole: Offer) {
  const { validity, event, cancelledAt, movedAt, updatedAt, codesLeft, ownCodes, ...others } =
    whole;
  const { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre, ...offer } =
    others;
  const refund = { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre };
  return {
    ...offer,
    refund: refundOf(refund),
    refundPerAdmissionOre,
    revision: offerRevision(whole),
    left: ticketsLeft({ ...offer, codesLeft }),
    cancelledAt: cancelledAt?.toISOString(),
    movedAt: movedAt?.toISOString(),
    updatedAt: updatedAt?.toISOString(),
    ...timesAsText({ validity, event }),
    ...codeMembersOf(ownCodes),
  };
}
