import type { Offer } from "../domain/offer.ts";
import type { Actor, Deps } from "./deps.ts";
import { moveOffer } from "./move-offer.ts";
import { lockOwnOffer } from "./own-offer.ts";

/** Nothing is allocated from the offer until it is resumed; tickets that are out stay valid. Throws AppError "not_found" or "illegal_state". */
export async function pauseOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return db.transaction(async (trx) => {
    const offer = await lockOwnOffer(trx, actor, offerId);
    return moveOffer(trx, { actor, offer, move: "pause" });
  });
}
