import type { Db, Trx } from "../connect.ts";
import { RecipientGone } from "../recipients/recipient-gone.ts";
import { sql } from "../sql.ts";

export interface NewPass {
  serialNumber: string;
  offerId: string;
  recipientId: string;
  /** The recipient's, by which its ticket was decided. */
  municipality: string;
  /** The claim deadline; null: none. */
  claimUntil: Date | null;
  /** The key ring's current key, which the authentication token stays with. */
  tokenKeyId: string;
}

/**
 * Inserts pending tickets of offers that are locked, in one statement. The database draws each a ticket
 * number; the few that draw one which the provider has given out already draw again. Those of recipients who get
 * messages are held for the grace of their municipality, or for `graceMinutes` where it has none of its own.
 * Throws RecipientGone when one of them has moved or was removed: the municipality that pays is the one that was asked.
 */
export async function insertPasses(
  trx: Trx,
  allocationId: string,
  passes: NewPass[],
  when: { at: Date; graceMinutes: number },
): Promise<void> {
  let left = passes;
  while (left.length > 0) {
    const inserted = new Set(await insertNumbered(trx, allocationId, left, when));
    left = left.filter(({ serialNumber }) => !inserted.has(serialNumber));
  }
}

/** Returns the serial numbers of those that were inserted. */
async function insertNumbered(
  trx: Trx,
  allocationId: string,
  passes: NewPass[],
  when: { at: Date; graceMinutes: number },
): Promise<string[]> {
  const rows = await sql(trx, {
    allocationId,
    ...when,
    serialNumbers: passes.map(({ serialNumber }) => serialNumber),
    offerIds: passes.map(({ offerId }) => offerId),
    recipientIds: passes.map(({ recipientId }) => recipientId),
    municipalities: passes.map(({ municipality }) => municipality),
    claimUntils: passes.map(({ claimUntil }) => claimUntil?.toISOString() ?? ""),
    tokenKeyIds: passes.map(({ tokenKeyId }) => tokenKeyId),
  }).rows<{ serialNumber: string; isGone: boolean }>(`
    with new as (
      select new.*, recipients.id is null as is_gone, recipients.delivery
      from unnest(:serialNumbers::text[], :offerIds::uuid[], :recipientIds::uuid[],
          :municipalities::text[], :claimUntils::text[], :tokenKeyIds::text[])
        as new (serial_number, offer_id, recipient_id, municipality, claim_until, token_key_id)
      left join recipients on recipients.id = new.recipient_id
        and recipients.municipality_number = new.municipality
    ), inserted as (
      insert into passes (serial_number, allocation_id, offer_id, recipient_id, uses_left,
        content_version, last_modified, created_at, claim_until, token_key_id, municipality_number, held_until)
      select new.serial_number, :allocationId::uuid, new.offer_id, new.recipient_id, offers.uses,
        offers.content_version, date_trunc('second', :at::timestamptz), :at,
        nullif(new.claim_until, '')::timestamptz, new.token_key_id, new.municipality,
        case when new.delivery in ('sms', 'email') then :at::timestamptz
          + nullif(coalesce(municipalities.message_grace_minutes, :graceMinutes), 0) * interval '1 minute' end
      from new join offers on offers.id = new.offer_id
      join municipalities on municipalities.number = new.municipality
      where not new.is_gone
      on conflict (provider_id, ticket_number) do nothing
      returning serial_number
    )
    select serial_number, false as is_gone from inserted
    union all select serial_number, true from new where is_gone`);
  if (rows.some(({ isGone }) => isGone)) throw new RecipientGone();
  return rows.map(({ serialNumber }) => serialNumber);
}

/** How many tickets a recipient holds of an offer. */
export interface Holding {
  recipientId: string;
  offerId: string;
  count: number;
}

/** The recipients' holdings of the offers; revoked, returned and lapsed tickets are not held. */
export function findHoldings(
  db: Db,
  recipientIds: string[],
  offerIds: string[],
): Promise<Holding[]> {
  return sql(db, { recipientIds, offerIds }).rows(`
    select recipient_id, offer_id, count(*)::int as count
    from passes
    where recipient_id = any(:recipientIds::uuid[]) and offer_id = any(:offerIds::uuid[])
      and state not in ('revoked', 'returned', 'lapsed')
    group by recipient_id, offer_id`);
}

/** A condition on a row of passes: the grace in which its allocation can be undone is over at `:at`. */
export const isDue = "(passes.held_until is null or passes.held_until <= :at)";

/**
 * Issues at most `limit` pending tickets of the offer whose grace is over. Skips tickets locked by another worker, so
 * that two workers never wait for each other. Returns how many, and the recipients to notify.
 */
export function issuePending(
  trx: Trx,
  offerId: string,
  limit: number,
  at: Date,
): Promise<{ issued: number; recipientIds: string[] }> {
  return sql(trx, { offerId, limit, at }).onlyRow(`
    with chunk as (
      select serial_number from passes
      where offer_id = :offerId and state = 'pending' and ${isDue}
      order by serial_number limit :limit for no key update skip locked
    ), issued as (
      update passes set state = 'active', issued_at = :at
      from chunk where passes.serial_number = chunk.serial_number
      returning passes.recipient_id
    )
    select (select count(*)::int from issued) as issued,
      array(
        select id from recipients
        where id in (select recipient_id from issued) and delivery in ('sms', 'email')
      ) as recipient_ids`);
}
