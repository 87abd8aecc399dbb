import type { OfferTerms, RefundTerms } from "./offer.ts";
import { countUsableDays } from "./usable-days.ts";
import { allowsReentry, daysOfTime } from "./valid-for.ts";
import { monthInOslo, type Period } from "../period.ts";
import { sumInFives } from "../in-fives.ts";

export type CostTerms = Pick<
  OfferTerms,
  | "blackout"
  | "companions"
  | "hours"
  | "quota"
  | "sessions"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "validity"
  | "weekdays"
  | keyof RefundTerms
>;

/** What an offer costs the municipality, in øre. */
export interface OfferCost {
  /**
   * Of the uses or shown codes so far, as settlements count it, at least; undefined for fewer than five, which could
   * point to a child.
   */
  soFar: number | undefined;
  /** Forecast for the end of the offer at the present rate; undefined while there are too few uses. */
  forecast: number | undefined;
  /** The cost when every ticket is used as often as it may be, with all companions; undefined without a limit of uses. */
  most: number | undefined;
}

/** An earlier forecast says more about the first days than about the offer. */
const leastElapsed = 0.1;

/** What one ticket claims at most, without its cap; undefined without a limit. */
function largestClaim(terms: CostTerms): number | undefined {
  const { companions, refundPer, refundPerAdmissionOre: rate, validity } = terms;
  if (refundPer === "ticket" || refundPer === "code") return rate;
  const uses = largestUses(terms);
  if (refundPer === "month") return Math.min(monthsIn(validity), uses) * rate;
  return uses === Infinity ? undefined : uses * (1 + companions) * rate;
}

/** How often one ticket can be used; Infinity without a limit. */
function largestUses(terms: CostTerms): number {
  if (allowsReentry(terms)) return 1;
  const uses = terms.uses ?? Infinity;
  return terms.usesPerDay === undefined ? uses : Math.min(uses, terms.usesPerDay * daysOf(terms));
}

/** The days on which one ticket can be used: of its dates, or of the validity, and of its time. */
function daysOf({ sessions, validFor, validity, ...terms }: CostTerms): number {
  const periods = sessions?.map(({ doors, start, end }) => ({ from: doors ?? start, until: end }));
  const days = (periods ?? [validity]).reduce(
    (sum, period) => sum + countUsableDays(terms, period),
    0,
  );
  return Math.min(days, validFor === undefined ? Infinity : daysOfTime(validFor));
}

/** The months of Oslo that a period touches. */
function monthsIn({ from, until }: Period): number {
  const [first, last] = [from, new Date(until.getTime() - 1)].map((at) => {
    const [year = 0, month = 0] = monthInOslo(at).split("-").map(Number);
    return year * 12 + month;
  });
  return (last ?? 0) - (first ?? 0) + 1;
}

/**
 * Returns the largest cost of an offer in øre; undefined for a refund without a cap, for each person let in by
 * tickets with unlimited uses, also each day.
 */
export function largestCost(terms: CostTerms): number | undefined {
  const { quota, refundCapOre, refundCapPerTicketOre, refundPerAdmissionOre } = terms;
  if (refundPerAdmissionOre === 0) return 0;
  const claim = Math.min(largestClaim(terms) ?? Infinity, refundCapPerTicketOre ?? Infinity);
  const most = Math.min(quota * claim, refundCapOre ?? Infinity);
  return most === Infinity ? undefined : most;
}

/** What a municipality's part of the cost is made of. */
export interface CostCounts {
  used: number;
  fetched: number;
  refundOre: number;
}

/**
 * Returns the cost of an offer at the time, each municipality's rounded down to five times the rate, and what that
 * comes to by the end of its validity.
 */
export function offerCost(terms: CostTerms, counts: readonly CostCounts[], now: Date): OfferCost {
  const most = largestCost(terms);
  const { refundPer, refundPerAdmissionOre: rateOre, validity } = terms;
  if (rateOre === 0) return { soFar: 0, forecast: 0, most };
  const soFar = counts.reduce((sum, { used, fetched, refundOre }) => {
    const uses = refundPer === "code" ? fetched : used;
    return sum + sumInFives({ uses, refundOre, rateOre });
  }, 0);
  if (soFar === 0) return { soFar: undefined, forecast: undefined, most };
  const { from, until } = validity;
  const elapsed = (now.getTime() - from.getTime()) / (until.getTime() - from.getTime());
  const isKnown = elapsed >= leastElapsed;
  const forecast = Math.round(soFar / Math.min(elapsed, 1));
  return { soFar, forecast: isKnown ? Math.min(forecast, most ?? forecast) : undefined, most };
}
