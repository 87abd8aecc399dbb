import { findComplimentaryQuota } from "../../db/complimentary/complimentary-quotas.ts";
import {
  complimentaryMonths,
  type ComplimentaryMonth,
} from "../../db/complimentary/complimentary-uses.ts";
import { listHandOuts, type HandOut } from "../../db/complimentary/hand-outs.ts";
import type { ComplimentaryQuota } from "../../domain/complimentary/hand-out.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { monthInOslo } from "../../domain/period.ts";
import type { Actor, Deps } from "../deps.ts";
import { getManagedOffer } from "../offers/get-managed-offer.ts";
import { readPageCursor, writePageCursor } from "../page-cursor.ts";

/** The most hand-outs of a page. */
export const mostListed = 100;

export interface Complimentary extends ComplimentaryQuota {
  offer: Offer;
  /** Months that are over alone: the current one would tell of each use whether its ticket is complimentary. */
  months: ComplimentaryMonth[];
  /** A page of them, the latest first. */
  handOuts: HandOut[];
  /** null: this is the last page. */
  nextCursor: string | null;
}

/**
 * An offer's complimentary tickets by counts and hand-outs, for its provider and the culture office; never whether one
 * of them was used. Throws AppError "not_found" for others, or "validation_failed" for an unknown cursor.
 */
export async function getComplimentary(
  { db, clock }: Pick<Deps, "db" | "clock">,
  {
    actor,
    offerId,
    limit = mostListed,
    cursor,
  }: { actor: Actor; offerId: string; limit?: number; cursor?: string | undefined },
): Promise<Complimentary> {
  const now = clock.now();
  const offer = await getManagedOffer({ db }, { actor, offerId });
  const of = { offerId: offer.id };
  const page = {
    ...{ now, limit: limit + 1 },
    ...(cursor !== undefined && { after: readPageCursor(cursor) }),
  };
  const [quota, months, found] = await Promise.all([
    findComplimentaryQuota(db, offer.id),
    complimentaryMonths(db, { ...of, current: monthInOslo(now) }),
    listHandOuts(db, { ...of, ...page }),
  ]);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    ...{ offer, ...quota, months },
    handOuts: shown.map(({ handOut }) => handOut),
    nextCursor: last ? writePageCursor(last.cursor) : null,
  };
}
