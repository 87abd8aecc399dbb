import { z } from "zod";
import { refundUnits } from "../../../domain/offers/offer.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";
import { offerBodyExample } from "../../api/examples/offer-examples.ts";

const line = z
  .object({
    usedIn: z.string().describe("The month of use; an earlier one makes it a correction"),
    offerId: z.uuid().describe("Whose tickets were used"),
    title: z.string().describe("The offer's, in Bokmål"),
    uses: z.int().describe("Scans that counted"),
    admissions: z.int().describe("People let in by them"),
    codesShown: z.int().describe("Your codes that were shown, where the refund is for these"),
    refundPerAdmissionOre: z.int().describe("As agreed for each unit, in øre"),
    refundPer: z
      .enum(refundUnits)
      .nullable()
      .describe("The unit: a used ticket, a month of one, a shown code; null: a person let in"),
    units: z.int().nullable().describe("How many of them; null: stated before they were counted"),
    hasCap: z.boolean().describe("Whether `refundOre` can be less than the units times the rate"),
    refundOre: z.int().describe("What the line comes to, in øre"),
  })
  .meta({ id: "SettlementLine" });

/** A provider's settlement of one month. */
export const settlementSchema = z
  .object({
    provider: z
      .object({
        name: z.string().describe("As its tickets name it"),
        organisationNumber: z.string().describe("Nine digits"),
      })
      .describe("To whom it is paid"),
    month: z.string().describe("YYYY-MM"),
    statedAt: z.iso.datetime().nullable().describe("When the month was stated; null until then"),
    items: z.array(line).describe("One line for each offer that was used in the month"),
    corrections: z.array(line).describe("What earlier statements had too much or too little"),
    admissions: z.int().describe("People let in, corrections included"),
    refundOre: z.int().describe("What is to be paid, corrections included"),
    vatPercent: z.int().describe("Rate of the value added tax that the sums contain"),
    netOre: z.int().describe("Without it: what the payers' parts come to, each rounded"),
    vatOre: z.int().describe("The tax"),
    payers: z
      .array(
        z.object({
          municipality: z.string().describe("Its number"),
          name: z.string().describe("Its name"),
          refundOre: z.int().describe("Its part"),
          netOre: z.int().describe("Without value added tax"),
          vatOre: z.int().describe("The tax"),
          accountNumber: z
            .string()
            .nullable()
            .describe("To which it is paid: as attested, before that your present one"),
          attestedAt: z.iso.datetime().nullable().describe("When its office attested it"),
          reference: z.string().describe("Of its payment"),
          dueOn: z.iso.date().nullable().describe("30 days after the month was stated"),
        }),
      )
      .describe(
        "What each municipality pays: those whose children got the tickets; empty while the month lasts",
      ),
  })
  .meta({ id: "Settlement" });

const lineExample = {
  offerId: exampleIds.offer,
  title: offerBodyExample.title.nb,
  codesShown: 0,
  refundPerAdmissionOre: 25000,
  refundPer: null,
  hasCap: false,
};
export const settlementExample = {
  provider: { name: "Hovdelia skisenter", organisationNumber: "313003078" },
  month: "2027-02",
  statedAt: "2027-03-01T08:00:00.000Z",
  items: [
    { ...lineExample, usedIn: "2027-02", uses: 21, admissions: 21, units: 21, refundOre: 525000 },
  ],
  corrections: [
    { ...lineExample, usedIn: "2027-01", uses: 1, admissions: 1, units: 1, refundOre: 25000 },
  ],
  admissions: 22,
  refundOre: 550000,
  vatPercent: 12,
  netOre: 491071,
  vatOre: 58929,
  payers: [
    {
      municipality: "5025",
      name: "Røros",
      refundOre: 550000,
      netOre: 491071,
      vatOre: 58929,
      accountNumber: "86011117947",
      attestedAt: "2027-03-03T09:12:00.000Z",
      reference: "2027-02-313003078-5025",
      dueOn: "2027-03-31",
    },
  ],
};
