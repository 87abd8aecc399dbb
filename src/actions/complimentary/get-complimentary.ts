import { findComplimentaryQuota } from "../../db/complimentary/complimentary-quotas.ts";
import {
  complimentaryMonths,
  type ComplimentaryMonth,
} from "../../db/complimentary/complimentary-uses.ts";
import { listHandOuts, type HandOut } from "../../db/complimentary/hand-outs.ts";
import type { ComplimentaryQuota } from "../../domain/complimentary/hand-out.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { monthInOslo } from "../../domain/period.ts";
import { offerNotFound } from "../access/offer-access.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "../offers/get-offer.ts";

const mostShown = 100;

export interface Complimentary extends ComplimentaryQuota {
  offer: Offer;
  /** Months that are over alone: the current one would tell of each use whether its ticket is complimentary. */
  months: ComplimentaryMonth[];
  /** The latest hundred, the latest first. */
  handOuts: HandOut[];
}

/**
 * An offer's complimentary tickets by counts and hand-outs, for its provider and the culture office; never whether one
 * of them was used. Throws AppError("not_found") for others.
 */
export async function getComplimentary(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Complimentary> {
  if (actor.role === "nav") throw offerNotFound();
  const at = clock.now();
  const offer = await getOffer({ db }, { actor, offerId });
  const of = { offerId: offer.id };
  const [quota, months, handOuts] = await Promise.all([
    findComplimentaryQuota(db, offer.id),
    complimentaryMonths(db, { ...of, current: monthInOslo(at) }),
    listHandOuts(db, { ...of, at, limit: mostShown }),
  ]);
  return { offer, ...quota, months, handOuts };
}
