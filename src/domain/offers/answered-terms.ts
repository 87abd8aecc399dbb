import { z } from "zod";
import { answeredCodeMembers } from "../codes/own-codes-input.ts";
import { instantInput as instant } from "../date-input.ts";
import { answeredHours } from "./hours-input.ts";
import { offerBody, type OfferBody, type TermMembers } from "./offer-input.ts";
import { offerCategories } from "./offer.ts";
import { answeredParts } from "./parts-input.ts";
import { answeredRefund } from "./refund-input.ts";
import { answeredSessions, validForInput } from "./times-input.ts";

/** A text by language, as it is stored. */
export const answeredTexts = z.object({
  nb: z.string(),
  nn: z.string().optional(),
  en: z.string().optional(),
  sma: z.string().optional(),
});

/** Copies the description of the member in the request body. */
function asSent<S extends z.ZodType>(name: keyof OfferBody, schema: S): S {
  return schema.describe(offerBody.shape[name].description ?? "");
}

/** The terms of an offer in API responses. */
export const answeredTerms = {
  templateId: asSent("templateId", z.uuid()),
  title: asSent("title", answeredTexts),
  description: asSent("description", answeredTexts.optional()),
  category: asSent("category", z.enum(offerCategories)),
  quota: asSent("quota", z.int()),
  validFrom: asSent("validFrom", instant),
  validUntil: instant.describe("The first instant at which it is over"),
  weekdays: z.array(z.int()).optional().describe("1 is Monday; absent: every day"),
  blackout: asSent("blackout", z.array(z.array(z.iso.date()).length(2)).optional()),
  hours: asSent("hours", answeredHours.optional()),
  event: z
    .object({
      doors: instant.optional().describe("When the doors open"),
      start: instant.describe("When it begins"),
      end: instant.describe("When it is over"),
    })
    .optional()
    .describe("For a ticket to one occasion"),
  sessions: asSent("sessions", answeredSessions.optional()),
  ageFrom: asSent("ageFrom", z.int()),
  ageTo: asSent("ageTo", z.int()),
  municipalities: asSent("municipalities", z.array(z.string())),
  perRecipient: asSent("perRecipient", z.int()),
  companions: asSent("companions", z.int()),
  uses: asSent("uses", z.int().nullable()),
  usesPerDay: asSent("usesPerDay", z.int().optional()),
  validFor: asSent("validFor", validForInput.optional()),
  parts: asSent("parts", answeredParts.optional()),
  claimWithinDays: asSent("claimWithinDays", z.int().optional()),
  refund: asSent("refund", answeredRefund.optional()),
  refundPerAdmissionOre: z.int().describe("The rate of `refund`; 0 without one"),
  place: z
    .object({
      name: z.string().describe("As the ticket shows it"),
      address: z.string().describe("Street, postcode and town"),
      latitude: z.number().optional().describe("Degrees north"),
      longitude: z.number().optional().describe("Degrees east"),
    })
    .optional()
    .describe("Where the ticket is used"),
  externalId: asSent("externalId", z.string().optional()),
  ...answeredCodeMembers,
} satisfies TermMembers;
