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

/** Locks the offer's tickets in order, also those that have ended: none is used until the transaction ends. */
export async function lockTicketsOfOffer(trx: Trx, offerId: string): Promise<void> {
  await sql(trx, { offerId }).count(`
    select from passes where offer_id = :offerId order by serial_number for no key update`);
}

/** Whether a use of the offer's tickets counts, or a code of the provider's own was shown: its refund may be owed. */
export async function hasUses(trx: Trx, offerId: string): Promise<boolean> {
  return sql(trx, { offerId }).value(`
    select exists (select from counted_redemptions where offer_id = :offerId)
      or exists (select from provider_codes where offer_id = :offerId and revealed_on is not null)`);
}
