import type { PendingChange } from "../../domain/offers/offer.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Sets the changes that wait for the culture office on a locked offer; undefined removes them. */
export async function setPendingChange(
  trx: Trx,
  id: string,
  change: PendingChange | undefined,
): Promise<void> {
  const { terms, at, returned } = change ?? {};
  await sql(trx, { id, terms: terms && JSON.stringify(terms), at, returned }).count(`
    update offers
    set pending_terms = :terms::jsonb, pending_at = :at::timestamptz, pending_returned = :returned::text
    where id = :id`);
}

/**
 * Whether the offer, which is locked, has or had a recipient's ticket. Every allocation locks the offer, so none comes
 * before commit. Complimentary tickets are not refunded, and do not count.
 */
export async function hasAllocatedTickets(trx: Trx, offerId: string): Promise<boolean> {
  return sql(trx, { offerId }).value(`
    select exists (select from passes where offer_id = :offerId and not complimentary)`);
}
