import { suppressSmallCount } from "../suppress-small-count.ts";
import { dateCounts, datesForOffice, type DateCount, type ShownDate } from "./date-counts.ts";
import { offerCost, type CostTerms, type OfferCost } from "./offer-cost.ts";
import type { OfferTerms } from "./offer.ts";

/** An offer's numbers for the culture office, without complimentary tickets; a count under five is undefined, since it could point to a child. */
export interface OfferNumbers {
  /** Saved to a wallet, or printed. */
  fetched: number | undefined;
  /** Uses that counted. */
  used: number | undefined;
  /** People let in by them; undefined also with fewer than five uses. */
  admissions: number | undefined;
  cost: OfferCost;
  /** Uses by day of an offer with several dates; "withheld" where they would tell a count under five. */
  dates: ShownDate[] | "withheld" | undefined;
}

const shown = (count: number): number | undefined => {
  const told = suppressSmallCount(count);
  return "exact" in told ? told.exact : undefined;
};

/** Returns an offer's numbers at the time without small counts. */
export function offerNumbers(
  terms: CostTerms & Pick<OfferTerms, "event" | "sessions">,
  counts: {
    fetched: number;
    used: number;
    admissions: number;
    refundOre: number;
    byDay: DateCount[];
  },
  now: Date,
): OfferNumbers {
  const used = shown(counts.used);
  const dates = dateCounts(terms, counts.byDay, now);
  return {
    fetched: shown(counts.fetched),
    used,
    admissions: used === undefined ? undefined : counts.admissions,
    cost: offerCost(terms, counts, now),
    dates: dates && (datesForOffice(dates) ?? "withheld"),
  };
}
