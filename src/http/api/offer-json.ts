import { z } from "zod";
import { offerBody } from "../../domain/offers/offer-input.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { offerCategories, offerStates, type Offer } from "../../domain/offers/offer.ts";

const instant = z.iso.datetime({ offset: true });

const texts = z.object({
  nb: z.string(),
  nn: z.string().optional(),
  en: z.string().optional(),
  sma: z.string().optional(),
});

/** Means what the member of the same name means that a provider sends. */
function asSent<S extends z.ZodType>(name: keyof typeof offerBody.shape, schema: S): S {
  return schema.describe(offerBody.shape[name].description ?? "");
}

/** An offer as the API answers it. */
export const offerSchema = z
  .object({
    id: z.uuid(),
    providerId: z.uuid().describe("Who gives it away"),
    state: z.enum(offerStates).describe("Only `open` is allocated"),
    templateId: asSent("templateId", z.uuid()),
    templateVersion: z.int().describe("Of the template, as the tickets show it"),
    contentVersion: z.int().describe("Raised with every change of what a ticket shows"),
    revision: z
      .string()
      .describe("Another one after any change of the terms or the template: what `approve` takes"),
    cancelledAt: instant
      .optional()
      .describe("Set: taken back by its provider, and with it every ticket that was out"),
    title: asSent("title", texts),
    description: asSent("description", texts.optional()),
    category: asSent("category", z.enum(offerCategories)),
    quota: asSent("quota", z.int()),
    allocated: z.int().describe("How many of the quota are out now"),
    left: z.int().describe("How many can still be allocated"),
    approvedQuota: z
      .int()
      .optional()
      .describe("The quota that the culture office approved: with a refund, the highest possible"),
    validFrom: asSent("validFrom", instant),
    validUntil: instant.describe("The first instant at which it is over"),
    weekdays: z.array(z.int()).optional().describe("1 is Monday; absent: every day"),
    blackout: asSent("blackout", z.array(z.array(z.iso.date()).length(2)).optional()),
    event: z
      .object({
        doors: instant.optional().describe("When the doors open"),
        start: instant.describe("When it begins"),
        end: instant.describe("When it is over"),
      })
      .optional()
      .describe("For a ticket to one occasion"),
    ageFrom: asSent("ageFrom", z.int()),
    ageTo: asSent("ageTo", z.int()),
    municipalities: asSent("municipalities", z.array(z.string())),
    perRecipient: asSent("perRecipient", z.int()),
    companions: asSent("companions", z.int()),
    uses: asSent("uses", z.int().nullable()),
    usesPerDay: asSent("usesPerDay", z.int().optional()),
    claimWithinDays: asSent("claimWithinDays", z.int().optional()),
    refundPerAdmissionOre: asSent("refundPerAdmissionOre", z.int()),
    place: z
      .object({
        name: z.string().describe("As the ticket shows it"),
        address: z.string().describe("Street, postcode and town"),
        latitude: z.number().optional().describe("Degrees north"),
        longitude: z.number().optional().describe("Degrees east"),
      })
      .optional()
      .describe("Where the ticket is used"),
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

export interface OfferJson extends Omit<Offer, "validity" | "event" | "cancelledAt"> {
  cancelledAt?: string | undefined;
  left: number;
  revision: string;
  validFrom: string;
  validUntil: string;
  event?: { doors?: string | undefined; start: string; end: string } | undefined;
}

export function offerJson(whole: Offer): OfferJson {
  const { validity, event, cancelledAt, ...offer } = whole;
  return {
    ...offer,
    revision: offerRevision(whole),
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
