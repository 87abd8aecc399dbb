import type { PendingChange } from "../../domain/offers/offer.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Sets the changes that wait for the culture office on a locked offer; undefined removes them. */
export async function setPendingChange(
  trx: Trx,
  id: string,
  change: PendingChange | undefined,
): Promise<void> {
  const { terms, templateVersion, at, returned } = change ?? {};
  const values = { id, terms: terms && JSON.stringify(terms), templateVersion, at, returned };
  await sql(trx, values).count(`
    update offers
    set pending_terms = :terms::jsonb, pending_at = :at::timestamptz, pending_returned = :returned::text,
      pending_template_version = :templateVersion::int
    where id = :id`);
}

/** Removes an approved change from a locked offer, and gives the offer the version of the template that waited. */
export async function approvePendingChange(trx: Trx, id: string): Promise<void> {
  // In one statement: the database refuses a look that is not the one that waits.
  await sql(trx, { id }).count(`
    update offers
    set template_version = coalesce(pending_template_version, template_version),
      pending_terms = null, pending_at = null, pending_returned = null, pending_template_version = null
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
