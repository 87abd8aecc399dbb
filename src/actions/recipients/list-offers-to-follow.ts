import { offersToFollow, type OfferToFollow } from "../../db/recipients/offers-to-follow.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

const day = 24 * 60 * 60_000;

/**
 * The offers of which the officer's recipients' tickets lapse within three days, or were returned or lapsed in the
 * last seven. Throws AppError "forbidden".
 */
export async function listOffersToFollow(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<OfferToFollow[]> {
  const at = clock.now();
  const soon = new Date(at.getTime() + 3 * day);
  const since = new Date(at.getTime() - 7 * day);
  return offersToFollow(db, { municipalities: requireNav(actor), at, soon, since });
}
