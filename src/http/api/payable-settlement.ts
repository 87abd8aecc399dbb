import { z } from "zod";

const ore = z.int().nullable();
const instant = z.iso.datetime().nullable();

const item = z
  .object({
    providerId: z.uuid().describe("Who is paid"),
    provider: z.string().describe("Its name"),
    organisationNumber: z.string().describe("Nine digits"),
    reference: z.string().describe("Of the payment: month, organisation number, municipality"),
    accountNumber: z
      .string()
      .nullable()
      .describe("As attested; before that the provider's present one. Null: not entered"),
    statedAt: instant.describe("When the month was stated; null: preliminary"),
    dueOn: z.iso.date().nullable().describe("30 days after it was stated"),
    useOre: ore.describe(
      "For the month's use, in øre; preliminary: of each offer rounded down to five times its rate, and null where none has five uses, or none yet",
    ),
    correctionsOre: ore.describe("What earlier statements had too little, or too much"),
    refundOre: ore.describe("What is to be paid"),
    netOre: ore.describe("Without the value added tax that it contains"),
    vatPercent: z.int().describe("Rate of the value added tax"),
    vatOre: ore.describe("The value added tax"),
    attestedAt: instant.describe("When your office attested it; null: not yet"),
    attestedBy: z.string().nullable().describe("Who did, as the audit trail names them"),
  })
  .meta({ id: "PayableSettlement" });

export const payableSchema = z
  .object({
    month: z.string().describe("YYYY-MM"),
    municipalities: z
      .array(
        z.object({
          municipality: z.string().describe("Who pays: whose children got the tickets"),
          name: z.string().describe("Its name"),
          refundOre: ore.describe("Its sum; null when one of its items has none"),
          items: z
            .array(item)
            .describe(
              "One for each provider; before the month is stated also for each whose tickets can be used in it",
            ),
        }),
      )
      .describe("Yours"),
  })
  .meta({ id: "PayableSettlements" });
