import { openOffers } from "../../db/offers/offer-list.ts";
import { findHoldings, type Holding } from "../../db/passes/pass-issuing.ts";
import { decideAllocation, type RefusalReason } from "../../domain/allocations/allocation.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

export interface ForeseenRefusal {
  recipientId: string;
  offerId: string;
  reason: RefusalReason;
}

export interface AllocationPreview {
  refusals: ForeseenRefusal[];
  /** What the recipients hold of the offers already. */
  holdings: Holding[];
}

/**
 * The refusals that an allocation would have now, and what is held already. Takes no lock: the allocation decides again.
 * Throws AppError("forbidden").
 */
export async function previewAllocation(
  { db, clock }: Pick<Deps, "db" | "clock">,
  {
    actor,
    recipients,
    offerIds,
    count,
  }: { actor: Actor; recipients: Recipient[]; offerIds: string[]; count: number },
): Promise<AllocationPreview> {
  const now = clock.now();
  const [offers, holdings] = await Promise.all([
    openOffers(db, requireNav(actor), now),
    findHoldings(
      db,
      recipients.map(({ id }) => id),
      offerIds,
    ),
  ]);
  const held = new Map(holdings.map((one) => [`${one.recipientId} ${one.offerId}`, one.count]));
  const chosen = offers.filter(({ id }) => offerIds.includes(id));
  const items = recipients.flatMap((recipient) =>
    chosen.map((offer) => ({ recipient, offer, count })),
  );
  const decisions = decideAllocation(
    items,
    (recipientId, offerId) => held.get(`${recipientId} ${offerId}`) ?? 0,
    now,
  );
  const refusals = items.flatMap(({ recipient, offer }, i) => {
    const reason = decisions[i];
    return reason ? [{ recipientId: recipient.id, offerId: offer.id, reason }] : [];
  });
  return { refusals, holdings };
}
