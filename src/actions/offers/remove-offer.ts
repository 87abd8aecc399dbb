import { recordAudit } from "../../db/audit.ts";
import { deleteOffer } from "../../db/offers/offers.ts";
import { isUnapproved } from "../../domain/offers/offer-state.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes an offer that was never approved, with its reviews. Throws AppError "not_found", or
 * "illegal_state" for any other offer.
 */
export async function removeOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    const { id, state } = await lockAccessibleOffer(trx, actor, offerId);
    if (!isUnapproved(state)) {
      throw new AppError("illegal_state", `An offer that is ${state} cannot be removed.`);
    }
    await deleteOffer(trx, id);
    await recordAudit(trx, { actor: actor.id, action: "offer.removed", subject: id });
  });
}
