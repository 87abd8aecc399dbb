/** How fast an offer's tickets go, in numbers too coarse to tell of one child. */
export interface OfferPace {
  /** Tickets of the last week, to the nearest five; undefined: fewer than five. */
  lately?: number;
  /** For how many weeks the rest lasts at that pace; 0: less than one. Undefined: not known, or beyond the offer's end. */
  weeks?: number;
  /** The rest lasts beyond the offer's end at that pace. */
  outlasts?: true;
}

const weekMs = 7 * 24 * 60 * 60_000;

/** The pace of an offer that allocated `lately` tickets in the last week, has `left` of them, and ends `until`. */
export function offerPace({
  lately,
  left,
  until,
  at,
}: {
  lately: number;
  left: number;
  until: Date;
  at: Date;
}): OfferPace {
  if (lately < 5) return {};
  const rounded = Math.round(lately / 5) * 5;
  if (left === 0) return { lately: rounded };
  const weeks = left / rounded;
  if (weeks * weekMs > until.getTime() - at.getTime()) return { lately: rounded, outlasts: true };
  return { lately: rounded, weeks: weeks < 1 ? 0 : Math.round(weeks) };
}
