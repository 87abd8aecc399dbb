import { z } from "zod";
import { offerCategories } from "./offer.ts";

const line = z.string().trim().min(1).max(100);
const paragraph = z.string().trim().min(1).max(2000);

const textsOf = (text: typeof line) =>
  z.strictObject({
    nb: text,
    nn: text.optional(),
    en: text.optional(),
    sma: text.optional(),
  });

const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const dayOrInstant = z.union([day, instant], {
  error: "must be a date (2027-06-30) or an instant with offset (2027-06-30T18:00:00+02:00)",
});

/** An offer as a provider sends it. Rules that join several fields are in offer-terms. */
export const offerBody = z.strictObject({
  templateId: z.uuid(),
  title: textsOf(line),
  description: textsOf(paragraph).nullish(),
  category: z.enum(offerCategories),
  quota: z.int().min(1).max(1_000_000),
  validFrom: dayOrInstant,
  validUntil: dayOrInstant,
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).nullish(),
  blackout: z
    .array(z.tuple([day, day]))
    .max(100)
    .nullish(),
  event: z.strictObject({ doors: instant.nullish(), start: instant, end: instant }).nullish(),
  ageFrom: z.int().min(0).max(25),
  ageTo: z.int().min(0).max(25),
  municipalities: z
    .array(z.string().regex(/^\d{4}$/, "must be a municipality number of four digits"))
    .min(1)
    .max(400),
  perRecipient: z.int().min(1).max(100),
  companions: z.int().min(0).max(20),
  uses: z.int().min(1).max(1000).nullable(),
  usesPerDay: z.int().min(1).max(1000).nullish(),
  claimWithinDays: z.int().min(1).max(730).nullish(),
  refundPerAdmissionOre: z.int().min(0).max(10_000_000).nullish(),
  place: z
    .strictObject({
      name: line,
      address: z.string().trim().min(1).max(200),
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
    })
    .nullish(),
});
export type OfferBody = z.infer<typeof offerBody>;

/** A change of an offer: what is absent stays, null takes an optional term away. */
export const offerChanges = offerBody.partial();
export type OfferChanges = z.infer<typeof offerChanges>;
