import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { z } from "zod";
import { answeredTerms, answeredTexts } from "../../domain/offers/answered-terms.ts";
import { codeMembersOf } from "../../domain/codes/own-codes-input.ts";
import { offerHintCodes } from "../../domain/offers/offer-hints.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { timesAsText } from "../../domain/offers/offer-terms.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import { numbersJson, numbersSchema } from "./offer-numbers-json.ts";
import { answeredRefund, refundOf } from "../../domain/offers/refund-input.ts";
import { offerStates, type Offer, type PendingChange } from "../../domain/offers/offer.ts";

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
    closedByOffice: z.boolean().optional().describe("Whether the culture office has closed it"),
    officeReason: z
      .string()
      .optional()
      .describe("Why the culture office paused or closed it, where it said so"),
    declinedIn: z
      .array(z.string())
      .optional()
      .describe(
        "Those of its `municipalities` whose culture office has declined it: nothing more is allocated there",
      ),
    movedAt: instant
      .optional()
      .describe("Set: when the time or place last changed after the approval"),
    updatedAt: instant.describe("When its terms, template or state last changed"),
    pendingChange: z
      .object({
        changes: z
          .object({
            title: answeredTexts.optional().describe("The name that waits"),
            description: answeredTexts.nullable().optional().describe("The description that waits"),
            templateVersion: z.int().optional().describe("The version of the template that waits"),
            quota: z.int().optional().describe("The quota that waits, above the approved one"),
            refund: answeredRefund.nullable().optional().describe("The whole refund that waits"),
            validFrom: instant.optional().describe("With the time that waits"),
            validUntil: instant.optional().describe("The end that waits: it can cost more"),
            hours: answeredTerms.hours
              .nullable()
              .describe("The opening hours that wait; null: any time of day"),
            event: answeredTerms.event.describe("The event's time that waits"),
            sessions: answeredTerms.sessions.describe("The dates that wait"),
          })
          .describe("The changed members; null for one that is taken away"),
        at: instant.describe("When it was last changed"),
        returnedBecause: z
          .string()
          .optional()
          .describe("What to correct; absent while it waits for the culture office"),
      })
      .optional()
      .describe(
        "What holds only once the culture office has approved it; until then the offer is as it is here",
      ),
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
    textExceptions: z
      .array(
        z.object({
          path: z.string().describe("The text: `title.nb`"),
          reason: z.string().describe("Why its provider needs the word"),
          accepted: z.boolean().describe("Whether the culture office has accepted it"),
        }),
      )
      .optional()
      .describe(
        "The texts with a word that is refused elsewhere, as sent with `textReason`; for its provider and its culture office",
      ),
    allocated: z.int().describe("How many of the quota are out now"),
    left: z.int().describe("How many can still be allocated"),
    approvedQuota: z
      .int()
      .optional()
      .describe(
        "The quota that the culture office approved: with a refund, more than this waits for the office",
      ),
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
    numbers: numbersSchema
      .optional()
      .describe(
        "How it goes and what it costs, by the tickets of your municipalities' children alone; for culture offices",
      ),
  })
  .meta({ id: "Offer", description: "What a provider gives away, and on which terms" });

/** An offer as JSON; `numbers` of it for the culture office. */
export function offerJson(whole: Offer, numbers?: OfferNumbers) {
  const { validity, event, sessions, cancelledAt, movedAt, updatedAt, ...rest } = whole;
  const { pendingChange, codesLeft, ownCodes, declinedIn, ...others } = rest;
  const { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre, ...offer } =
    others;
  const refund = { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre };
  return {
    ...offer,
    refund: refundOf(refund),
    refundPerAdmissionOre,
    revision: offerRevision(whole),
    left: ticketsLeft({ ...offer, codesLeft }),
    declinedIn: declinedIn?.length ? declinedIn : undefined,
    cancelledAt: cancelledAt?.toISOString(),
    movedAt: movedAt?.toISOString(),
    updatedAt: updatedAt?.toISOString(),
    ...timesAsText({ validity, event, sessions }),
    ...codeMembersOf(ownCodes),
    numbers: numbers && numbersJson(numbers),
    ...(pendingChange && { pendingChange: pendingJson(whole, pendingChange) }),
  };
}

/** The changed members as a request has them. */
function pendingJson(offer: Offer, { terms, templateVersion, at, returned }: PendingChange) {
  const wanted = withPendingTerms(offer, terms);
  const { event, sessions, ...validity } = timesAsText(wanted);
  const changes = Object.fromEntries(
    Object.entries(terms).flatMap(([term, value]: [string, unknown]): [string, unknown][] => {
      if (term.startsWith("refund")) return [["refund", refundOf(wanted) ?? null]];
      if (term === "validity") return Object.entries(validity);
      if (term === "event" || term === "sessions") return [[term, { event, sessions }[term]]];
      return [[term, value]];
    }),
  ) as Record<string, unknown>;
  if (templateVersion !== undefined) changes["templateVersion"] = templateVersion;
  return { changes, at: at.toISOString(), returnedBecause: returned };
}
