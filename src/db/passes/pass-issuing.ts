import type { Db, Trx } from "../connect.ts";

export interface NewPass {
  serialNumber: string;
  offerId: string;
  recipientId: string;
  /** The end of the time in which it must be fetched; null: none. */
  claimUntil: Date | null;
  /** The key ring's current one: the token of the ticket's phones stays with it. */
  tokenKeyId: string;
}

/** Inserts pending tickets of offers that are locked, in one statement. */
export async function insertPasses(
  trx: Trx,
  allocationId: string,
  passes: NewPass[],
  at: Date,
): Promise<void> {
  await trx.raw(
    `insert into passes (serial_number, allocation_id, offer_id, recipient_id, uses_left,
       content_version, last_modified, created_at, claim_until, token_key_id)
     select new.serial_number, ?::uuid, new.offer_id, new.recipient_id, offers.uses,
       offers.content_version, date_trunc('second', ?::timestamptz), ?,
       nullif(new.claim_until, '')::timestamptz, new.token_key_id
     from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[])
       as new (serial_number, offer_id, recipient_id, claim_until, token_key_id)
     join offers on offers.id = new.offer_id`,
    [
      allocationId,
      at,
      at,
      passes.map(({ serialNumber }) => serialNumber),
      passes.map(({ offerId }) => offerId),
      passes.map(({ recipientId }) => recipientId),
      passes.map(({ claimUntil }) => claimUntil?.toISOString() ?? ""),
      passes.map(({ tokenKeyId }) => tokenKeyId),
    ],
  );
}

/** How many tickets a recipient holds of an offer. */
export interface Holding {
  recipientId: string;
  offerId: string;
  count: number;
}

/** What the recipients hold of the offers; a ticket taken from them or given back is not held. */
export async function findHoldings(
  db: Db,
  recipientIds: string[],
  offerIds: string[],
): Promise<Holding[]> {
  const { rows } = await db.raw<{ rows: Holding[] }>(
    `select recipient_id as "recipientId", offer_id as "offerId", count(*)::int as count
     from passes
     where recipient_id = any(?::uuid[]) and offer_id = any(?::uuid[])
       and state not in ('revoked', 'returned', 'lapsed')
     group by recipient_id, offer_id`,
    [recipientIds, offerIds],
  );
  return rows;
}

/**
 * Issues at most `limit` pending tickets of the offer. Skips what another worker is issuing at this
 * moment, so two workers never wait for each other. Answers how many, and who is to be told.
 */
export async function issuePending(
  trx: Trx,
  offerId: string,
  limit: number,
  at: Date,
): Promise<{ issued: number; recipientIds: string[] }> {
  const { rows } = await trx.raw<{ rows: [{ issued: number; recipient_ids: string[] | null }] }>(
    `with chunk as (
       select serial_number from passes
       where offer_id = ? and state = 'pending'
       order by serial_number limit ? for no key update skip locked
     ), issued as (
       update passes set state = 'active', issued_at = ?
       from chunk where passes.serial_number = chunk.serial_number
       returning passes.recipient_id
     )
     select (select count(*)::int from issued) as issued,
       (select array_agg(id) from recipients
        where id in (select recipient_id from issued) and delivery in ('sms', 'email')
       ) as recipient_ids`,
    [offerId, limit, at],
  );
  return { issued: rows[0].issued, recipientIds: rows[0].recipient_ids ?? [] };
}
