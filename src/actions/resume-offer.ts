import { lockProviderOfOffer } from "../db/providers.ts";
import type { Offer } from "../domain/offer.ts";
import type { Actor, Deps } from "./deps.ts";
import { moveOffer, requireApproved } from "./move-offer.ts";
import { lockOwnOffer, offerIdOf } from "./own-offer.ts";

/** Opens a paused offer again, unless its provider is suspended. Throws AppError "not_found" or "illegal_state". */
export async function resumeOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return db.transaction(async (trx) => {
    const provider = await lockProviderOfOffer(trx, offerIdOf(offerId));
    const offer = await lockOwnOffer(trx, actor, offerId);
    requireApproved(provider);
    return moveOffer(trx, { actor, offer, move: "resume" });
  });
}
