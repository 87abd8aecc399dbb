import type { OfferPart } from "./parts.ts";

/** How often a part was ticked off. */
export interface PartCount extends OfferPart {
  used: number;
}

/** The counts of an offer's parts; undefined for an offer without parts. */
export const partCounts = (
  parts: readonly OfferPart[] | undefined,
  uses: ReadonlyMap<number, number> = new Map(),
): PartCount[] | undefined =>
  parts?.map((part, index) => ({ ...part, used: uses.get(index + 1) ?? 0 }));
