import { z } from "zod";
import { codeMembers } from "../codes/own-codes-input.ts";
import { freeText, isParagraph, oneLine, visibleLine } from "../free-text.ts";
import {
  dayInput as day,
  dayOrInstantInput as dayOrInstant,
  instantInput as instant,
} from "../date-input.ts";
import { offerCategories, type OfferTerms, type RefundTerms } from "./offer.ts";
import { hoursInput } from "./hours-input.ts";
import { sessionsInput, validForInput } from "./times-input.ts";
import { partsInput } from "./parts-input.ts";
import { refundInput, refundRate } from "./refund-input.ts";

const line = oneLine(100);
const paragraph = freeText(2000).refine(...isParagraph);

const textsOf = (text: typeof line) =>
  z.strictObject({
    nb: text,
    nn: text.optional(),
    en: text.optional(),
    sma: text.optional(),
  });

/** One member per term, under its name; the validity, the refund and codes of the provider's own have several each. */
export type TermMembers = Record<
  | Exclude<keyof OfferTerms, "validity" | "ownCodes" | keyof RefundTerms>
  | ("validFrom" | "validUntil")
  | ("refund" | "refundPerAdmissionOre")
  | keyof typeof codeMembers,
  z.ZodType
>;

const termMembers = {
  templateId: z.uuid().describe("How its tickets look; one of yours, or a shipped one"),
  title: textsOf(line).describe(
    "What the ticket is called; in `nb` at least, which stands in for the others",
  ),
  description: textsOf(paragraph)
    .nullish()
    .describe("What the holder should know; on the back of the ticket"),
  category: z.enum(offerCategories).describe("By which the office sorts offers"),
  quota: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe("How many tickets may be out at a time; never exceeded"),
  validFrom: dayOrInstant.describe("From when the door accepts the tickets"),
  validUntil: dayOrInstant.describe(
    "A day: to the end of it; an instant: up to it. With `sessions` it is on the day of the last",
  ),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .nullish()
    .describe("Days on which the tickets are accepted, 1 is Monday; absent: every day"),
  blackout: z
    .array(z.tuple([day, day]))
    .max(100)
    .nullish()
    .describe("Days on which they are not: first and last, both included"),
  hours: hoursInput,
  event: z
    .strictObject({
      doors: instant.nullish().describe("When the doors open"),
      start: instant.describe("When it begins; phones show the ticket around then"),
      end: instant.describe("When it is over"),
    })
    .nullish()
    .describe("For a ticket to one occasion"),
  sessions: sessionsInput,
  ageFrom: z
    .int()
    .min(0)
    .max(25)
    .describe("Counted by calendar year: the year in which the child turns that old"),
  ageTo: z.int().min(0).max(25).describe("The last age that still gets it"),
  municipalities: z
    .array(z.string().regex(/^\d{4}$/, "must be a municipality number of four digits"))
    .min(1)
    .max(400)
    .describe("Numbers of the municipalities whose children may get it"),
  perRecipient: z.int().min(1).max(100).describe("How many tickets one child may have"),
  companions: z.int().min(0).max(20).describe("How many may come in with the holder on one ticket"),
  uses: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe("How often a ticket is accepted; null: any number of times, but for `usesPerDay`"),
  usesPerDay: z.int().min(1).max(1000).nullish().describe("How often on one day; absent: no limit"),
  validFor: validForInput
    .nullish()
    .describe(
      "How long a ticket is good for, counted from its first accepted scan, and never beyond `validUntil`: `days`, the day of that scan being the first, or `hours`. With `uses` null and no `usesPerDay` it is read as often as its holder likes while its time lasts: the first scan is its one use and admission, later ones are re-entries",
    ),
  parts: partsInput,
  claimWithinDays: z
    .int()
    .min(1)
    .max(730)
    .nullish()
    .describe("A ticket not fetched within so many days goes back to the quota"),
  refund: refundInput.nullish().describe("What the municipality pays you; absent: nothing"),
  refundPerAdmissionOre: refundRate
    .nullish()
    .describe(
      "The rate of `refund`. Sent alone it is a refund for each person let in, without caps; the rate that the offer has already changes nothing",
    ),
  place: z
    .strictObject({
      name: line.describe("As the ticket shows it"),
      address: oneLine(200).describe("Street, postcode and town"),
      latitude: z
        .number()
        .min(-90)
        .max(90)
        .optional()
        .describe("With both coordinates phones show the ticket near the place"),
      longitude: z.number().min(-180).max(180).optional().describe("Degrees east"),
    })
    .nullish()
    .describe("Where the ticket is used; absent: it names no place"),
  externalId: visibleLine(100)
    .nullish()
    .describe("Your own id of the offer, unique among your offers, by which the list finds it"),
  ...codeMembers,
} satisfies TermMembers;

/** The request body of an offer. Rules over several members are in offer-terms.ts. */
export const offerBody = z.strictObject({
  ...termMembers,
  textReason: freeText(500)
    .optional()
    .describe(
      "Why a title or description needs a word that is refused, such as one of what an exhibition is about: the culture office reads it, and accepts exactly these texts or returns the offer. Some words are never accepted",
    ),
});
export type OfferBody = z.infer<typeof offerBody>;

/** The changes of an offer: an absent member stays, null removes an optional term. */
export const offerChanges = offerBody.partial();
export type OfferChanges = z.infer<typeof offerChanges>;
