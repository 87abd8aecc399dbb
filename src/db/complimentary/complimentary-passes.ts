import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

interface NewTickets {
  offerId: string;
  tickets: { serialNumber: string; claimLinkId: string }[];
  /** The claim deadline; null: none. */
  claimUntil: Date | null;
  /** The key ring's current key, which the authentication tokens stay with. */
  tokenKeyId: string;
  at: Date;
}

/**
 * Inserts issued complimentary tickets of an offer that is locked. The database draws each a ticket number; the few
 * that draw one which the provider has given out already draw again.
 */
export async function insertComplimentaryPasses(trx: Trx, given: NewTickets): Promise<void> {
  let left = given.tickets;
  while (left.length > 0) {
    const inserted = new Set(await insertNumbered(trx, { ...given, tickets: left }));
    left = left.filter(({ serialNumber }) => !inserted.has(serialNumber));
  }
}

/** Returns the serial numbers of those that were inserted. */
const insertNumbered = (trx: Trx, { tickets, ...given }: NewTickets): Promise<string[]> =>
  sql(trx, {
    ...given,
    serialNumbers: tickets.map(({ serialNumber }) => serialNumber),
    claimLinkIds: tickets.map(({ claimLinkId }) => claimLinkId),
  }).column(`
    insert into passes (serial_number, offer_id, complimentary, claim_link_id, state, uses_left,
      content_version, last_modified, created_at, issued_at, claim_until, token_key_id)
    select new.serial_number, offers.id, true, new.claim_link_id, 'active', offers.uses,
      offers.content_version, date_trunc('second', :at::timestamptz), :at, :at,
      :claimUntil::timestamptz, :tokenKeyId
    from unnest(:serialNumbers::text[], :claimLinkIds::uuid[]) as new (serial_number, claim_link_id)
    join offers on offers.id = :offerId::uuid
    on conflict (provider_id, ticket_number) do nothing
    returning serial_number`);
