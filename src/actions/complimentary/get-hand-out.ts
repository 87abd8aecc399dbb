import { findHandOut, type HandOut } from "../../db/complimentary/hand-outs.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { getManagedOffer } from "../offers/get-managed-offer.ts";

export const handOutNotFound = () => new AppError("not_found", "There is no such hand-out.");

/** One hand-out and its offer, for the provider and the culture office. Throws AppError("not_found"). */
export async function getHandOut(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, offerId, handOutId }: { actor: Actor; offerId: string; handOutId: string },
): Promise<{ offer: Offer; handOut: HandOut }> {
  const offer = await getManagedOffer({ db }, { actor, offerId });
  if (!isUuid(handOutId)) throw handOutNotFound();
  const handOut = await findHandOut(db, { offerId: offer.id, handOutId, now: clock.now() });
  if (!handOut) throw handOutNotFound();
  return { offer, handOut };
}
