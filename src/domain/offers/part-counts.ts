import { suppressSmallCount } from "../suppress-small-count.ts";
import type { OfferPart } from "./parts.ts";

/** How often a part was ticked off; undefined: fewer than five times. */
export interface PartCount extends OfferPart {
  used: number | undefined;
}

/** The counts of an offer's parts without small ones; undefined for an offer without parts. */
export const partCounts = (
  parts: readonly OfferPart[] | undefined,
  uses: ReadonlyMap<number, number> = new Map(),
): PartCount[] | undefined =>
  parts?.map((part, index) => {
    const told = suppressSmallCount(uses.get(index + 1) ?? 0);
    return { ...part, used: "exact" in told ? told.exact : undefined };
  });
