import type { OfferTerms } from "./offer.ts";
import { suppressSmallCount } from "../suppress-small-count.ts";

type CostTerms = Pick<
  OfferTerms,
  "companions" | "quota" | "refundPerAdmissionOre" | "uses" | "validity"
>;

/** What an offer costs the municipality, in øre. */
export interface OfferCost {
  /** Of the people admitted so far; undefined for fewer than five uses, which could point to a child. */
  soFar: number | undefined;
  /** At the end, if it goes on as it has; undefined while too little has happened to say. */
  forecast: number | undefined;
  /** When every ticket is used as often as it may be, with all companions; undefined without a limit of uses. */
  most: number | undefined;
}

/** An earlier forecast says more about the first days than about the offer. */
const leastElapsed = 0.1;

/** Returns the largest cost of an offer in øre; undefined for tickets with unlimited uses and a refund. */
export function largestCost(terms: CostTerms): number | undefined {
  const { companions, quota, refundPerAdmissionOre, uses } = terms;
  if (refundPerAdmissionOre === 0) return 0;
  return uses === null ? undefined : quota * uses * (1 + companions) * refundPerAdmissionOre;
}

/** Returns the cost of an offer at the time, and what it comes to by the end of its validity. */
export function offerCost(
  terms: CostTerms,
  { used, admissions }: { used: number; admissions: number },
  now: Date,
): OfferCost {
  const most = largestCost(terms);
  const cost = admissions * terms.refundPerAdmissionOre;
  if (!("exact" in suppressSmallCount(used))) {
    return { soFar: terms.refundPerAdmissionOre === 0 ? 0 : undefined, forecast: undefined, most };
  }
  const { from, until } = terms.validity;
  const elapsed = (now.getTime() - from.getTime()) / (until.getTime() - from.getTime());
  const isKnown = elapsed >= leastElapsed;
  const forecast = Math.round(cost / Math.min(elapsed, 1));
  return {
    soFar: cost,
    forecast: isKnown ? Math.min(forecast, most ?? forecast) : undefined,
    most,
  };
}
