import { inFives } from "../in-fives.ts";
import { dateCounts, datesForOffice, type DateCount, type ShownDate } from "./date-counts.ts";
import { offerCost, type CostCounts, type CostTerms, type OfferCost } from "./offer-cost.ts";
import type { OfferTerms } from "./offer.ts";

/**
 * An offer's numbers for the culture office, without complimentary tickets: rounded down to fives for each
 * municipality, since a step of one would tell when a child used its ticket. Undefined: fewer than five.
 */
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

/** Exact counts of the tickets that one municipality pays for. */
export interface MunicipalityCounts extends CostCounts {
  admissions: number;
  byDay: DateCount[];
}

/**
 * Returns an offer's numbers at the time without small counts. Each municipality's are rounded by themselves, so that
 * those of several together tell no more of one than its own do.
 */
export function offerNumbers(
  terms: CostTerms & Pick<OfferTerms, "event" | "sessions">,
  counts: readonly MunicipalityCounts[],
  now: Date,
): OfferNumbers {
  return {
    fetched: sumOf(counts.map(({ fetched }) => inFives(fetched))),
    used: sumOf(counts.map(({ used }) => inFives(used))),
    admissions: sumOf(
      counts.map(({ used, admissions }) => (inFives(used) === 0 ? 0 : inFives(admissions))),
    ),
    cost: offerCost(terms, counts, now),
    dates: datesOf(
      terms,
      counts.map(({ byDay }) => byDay),
      now,
    ),
  };
}

const sumOf = (counts: readonly number[]): number | undefined =>
  counts.reduce((sum, count) => sum + count, 0) || undefined;

function datesOf(
  offer: Pick<OfferTerms, "event" | "sessions">,
  uses: readonly DateCount[][],
  now: Date,
): OfferNumbers["dates"] {
  const days = dateCounts(offer, [], now);
  if (!days) return undefined;
  const shown = uses.map((byDay) => datesForOffice(dateCounts(offer, byDay, now) ?? []));
  if (shown.includes(undefined)) return "withheld";
  return days.map(({ day }, index) => ({
    day,
    used: sumOf(shown.map((dates) => dates?.[index]?.used ?? 0)),
  }));
}
