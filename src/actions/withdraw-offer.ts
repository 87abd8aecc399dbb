import type { Offer } from "../domain/offer.ts";
import type { Actor, Deps } from "./deps.ts";
import { moveOffer } from "./move-offer.ts";
import { lockOwnOffer } from "./own-offer.ts";

/** Takes an offer back from the culture office, to shape it further. Throws AppError "not_found", or "illegal_state" when the office has decided already. */
export async function withdrawOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return db.transaction(async (trx) => {
    const offer = await lockOwnOffer(trx, actor, offerId);
    return moveOffer(trx, { actor, offer, move: "withdraw" });
  });
}
