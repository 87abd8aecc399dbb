import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** The ticket that has replaced this one. */
export function findReplacement(db: Db, serialNumber: string): Promise<string | undefined> {
  return sql(db, { serialNumber })
    .column<string | null>("select replaced_by from passes where serial_number = :serialNumber")
    .then(([replacedBy]) => replacedBy ?? undefined);
}

interface Replacement {
  serialNumber: string;
  newSerialNumber: string;
  /** The key ring's current key, which the authentication token stays with. */
  tokenKeyId: string;
  at: Date;
}

/**
 * Replaces an issued ticket, which is locked after its offer, by a new one with the uses that are left. A
 * code of the provider's own moves with it, and stays revealed. The old one is revoked, keeps its place in no
 * allocation, and counts in no quota. Returns the recipient.
 */
export async function replaceLockedPass(trx: Trx, replacement: Replacement): Promise<string> {
  const { count } = sql(trx, { ...replacement });
  let recipientId: string | undefined;
  while (recipientId === undefined) [recipientId] = await insertSuccessor(trx, replacement);
  await count(`
    update provider_codes set serial_number = :newSerialNumber where serial_number = :serialNumber`);
  await count(`
    update passes set state = 'revoked', ended_at = :at, allocation_id = null
    where serial_number = :serialNumber`);
  await count(`
    update passes set replaced_by = :newSerialNumber
    where serial_number = :serialNumber or replaced_by = :serialNumber`);
  return recipientId;
}

/**
 * Inserts the new ticket, issued, unless it draws a ticket number that the provider has given out. One that
 * was fetched once, or handed out, does not lapse any more. A revealed code counts as fetched. One that its holder gives
 * back stays on its way back.
 */
const insertSuccessor = (trx: Trx, replacement: Replacement): Promise<string[]> =>
  sql(trx, { ...replacement }).column(`
    insert into passes (serial_number, allocation_id, offer_id, recipient_id, state, uses_left, parts_left, lasts_until,
      content_version, last_modified, created_at, issued_at, fetched_at, claim_until, ended_at,
      return_at, token_key_id, municipality_number)
    select :newSerialNumber, old.allocation_id, old.offer_id, old.recipient_id, old.state,
      old.uses_left, old.parts_left, old.lasts_until, offers.content_version, date_trunc('second', :at::timestamptz), old.created_at,
      :at, case when provider_codes.state in ('revealed', 'used') then old.fetched_at end,
      case when num_nonnulls(old.fetched_at, old.handed_out_at) = 0 then old.claim_until end,
      old.ended_at, old.return_at, :tokenKeyId, old.municipality_number
    from passes as old join offers on offers.id = old.offer_id
    left join provider_codes on provider_codes.serial_number = old.serial_number
    where old.serial_number = :serialNumber
    on conflict (provider_id, ticket_number) do nothing
    returning recipient_id`);
