import { suppressSmallCount } from "../suppress-small-count.ts";
import { offerCost, type CostTerms, type OfferCost } from "./offer-cost.ts";

/** An offer's numbers for the culture office, without complimentary tickets; a count under five is undefined, since it could point to a child. */
export interface OfferNumbers {
  /** Saved to a wallet, or printed. */
  fetched: number | undefined;
  /** Uses that counted. */
  used: number | undefined;
  /** People let in by them; undefined also with fewer than five uses. */
  admissions: number | undefined;
  cost: OfferCost;
}

const shown = (count: number): number | undefined => {
  const told = suppressSmallCount(count);
  return "exact" in told ? told.exact : undefined;
};

/** Returns an offer's numbers at the time without small counts. */
export function offerNumbers(
  terms: CostTerms,
  counts: { fetched: number; used: number; admissions: number; refundOre: number },
  now: Date,
): OfferNumbers {
  const used = shown(counts.used);
  return {
    fetched: shown(counts.fetched),
    used,
    admissions: used === undefined ? undefined : counts.admissions,
    cost: offerCost(terms, counts, now),
  };
}

/** The counts that an office's numbers are made of. */
export const quotaCounts = (counts: {
  quotaFetched: number;
  quotaUsed: number;
  quotaAdmissions: number;
  refundOre: number;
}) => ({
  fetched: counts.quotaFetched,
  used: counts.quotaUsed,
  admissions: counts.quotaAdmissions,
  refundOre: counts.refundOre,
});
