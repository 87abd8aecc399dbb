import { z } from "zod";
import type { ShownDate } from "../../domain/offers/date-counts.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";

const count = z.int().nullable();
const ore = z.int().nullable();
/** How an offer goes and what it costs, for a culture office. */
export const numbersSchema = z
  .object({
    fetched: count.describe(
      "Tickets taken into a wallet, or printed, rounded down to fives for each municipality, as all counts here; null: fewer than five",
    ),
    used: count.describe("Uses that counted, in fives; null: fewer than five"),
    admissions: count.describe("People let in by them, in fives; null while `used` is"),
    costSoFarOre: ore.describe("In øre, rounded down to five times the rate; null: less than that"),
    costForecastOre: ore.describe(
      "At the end, if it goes on like this, by `costSoFarOre`; null: too early to say",
    ),
    costMostOre: ore.describe(
      "When every ticket is used to the full, for all its municipalities together; null: no limit",
    ),
    dates: z
      .array(
        z.object({
          day: z.iso.date().describe("In Oslo"),
          used: count.describe("Uses on the day, rounded down to fives; null: fewer than five"),
        }),
      )
      .nullable()
      .optional()
      .describe(
        "Of an offer with `sessions`: the uses of each day until now; null where they would tell a count under five",
      ),
  })
  .meta({ id: "OfferNumbers" });

/** A count under five is null. */
const datesJson = (dates: readonly ShownDate[]) =>
  dates.map(({ day, used }) => ({ day, used: used ?? null }));

/** The numbers as JSON. */
export const numbersJson = ({ fetched, used, admissions, cost, dates }: OfferNumbers) => ({
  fetched: fetched ?? null,
  used: used ?? null,
  admissions: admissions ?? null,
  costSoFarOre: cost.soFar ?? null,
  costForecastOre: cost.forecast ?? null,
  costMostOre: cost.most ?? null,
  ...(dates && { dates: dates === "withheld" ? null : datesJson(dates) }),
});
