import type { Db } from "../../db/connect.ts";
import { findHoldings } from "../../db/passes/pass-issuing.ts";
import {
  decideAllocation,
  type AllocationItem,
  type RefusalReason,
} from "../../domain/allocations/allocation.ts";
import type { Offer } from "../../domain/offers/offer.ts";

export interface RefusedFromDraw {
  recipientId: string;
  reason: RefusalReason;
}

/** Whom an allocation of one ticket would refuse, each asked alone: they cannot win. */
export async function refusedFromDraw(
  db: Db,
  recipients: AllocationItem["recipient"][],
  offer: Offer,
  now: Date,
): Promise<RefusedFromDraw[]> {
  const ids = recipients.map(({ id }) => id);
  const holdings = await findHoldings(db, ids, [offer.id]);
  const held = new Map(holdings.map(({ recipientId, count }) => [recipientId, count]));
  return recipients.flatMap((recipient) => {
    const item = { recipient, offer, count: 1 };
    const [reason] = decideAllocation([item], (recipientId) => held.get(recipientId) ?? 0, now);
    return reason === undefined ? [] : [{ recipientId: recipient.id, reason }];
  });
}
