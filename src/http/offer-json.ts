import { z } from "zod";
import { offerCategories, offerStates, type Offer } from "../domain/offer.ts";

const instant = z.iso.datetime({ offset: true });

const texts = z.object({
  nb: z.string(),
  nn: z.string().optional(),
  en: z.string().optional(),
  sma: z.string().optional(),
});

/** An offer as the API answers it. */
export const offerSchema = z
  .object({
    id: z.uuid(),
    providerId: z.uuid(),
    state: z.enum(offerStates),
    templateId: z.uuid(),
    templateVersion: z.int(),
    contentVersion: z.int().describe("Raised with every change of what a ticket shows"),
    cancelledAt: instant
      .optional()
      .describe("Set: taken back by its provider, and with it every ticket that was out"),
    title: texts,
    description: texts.optional(),
    category: z.enum(offerCategories),
    quota: z.int(),
    allocated: z.int().describe("How many of the quota are out now"),
    left: z.int().describe("How many can still be allocated"),
    validFrom: instant,
    validUntil: instant.describe("The first instant at which it is over"),
    weekdays: z.array(z.int()).optional().describe("1 is Monday; absent: every day"),
    blackout: z.array(z.array(z.iso.date()).length(2)).optional(),
    event: z.object({ doors: instant.optional(), start: instant, end: instant }).optional(),
    ageFrom: z.int(),
    ageTo: z.int(),
    municipalities: z.array(z.string()),
    perRecipient: z.int(),
    companions: z.int(),
    uses: z.int().nullable().describe("null: unlimited"),
    usesPerDay: z.int().optional(),
    claimWithinDays: z.int().optional(),
    refundPerAdmissionOre: z.int(),
    place: z
      .object({
        name: z.string(),
        address: z.string(),
        latitude: z.number().optional(),
        longitude: z.number().optional(),
      })
      .optional(),
    review: z
      .object({
        decision: z.enum(["approved", "returned"]),
        reason: z.string().optional(),
        at: instant,
      })
      .optional()
      .describe(
        "The culture office's latest decision, where one offer is shown to those concerned",
      ),
  })
  .meta({ id: "Offer", description: "What a provider gives away, and on which terms" });

export interface OfferJson extends Omit<Offer, "validity" | "event" | "cancelledAt"> {
  cancelledAt?: string | undefined;
  left: number;
  validFrom: string;
  validUntil: string;
  event?: { doors?: string | undefined; start: string; end: string } | undefined;
}

export function offerJson({ validity, event, cancelledAt, ...offer }: Offer): OfferJson {
  return {
    ...offer,
    left: offer.quota - offer.allocated,
    cancelledAt: cancelledAt?.toISOString(),
    validFrom: validity.from.toISOString(),
    validUntil: validity.until.toISOString(),
    event: event && {
      doors: event.doors?.toISOString(),
      start: event.start.toISOString(),
      end: event.end.toISOString(),
    },
  };
}
