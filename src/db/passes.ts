import type { Pass, PassState } from "../domain/pass.ts";
import type { Db, Trx } from "./connect.ts";
import type { Delivery } from "./deliveries.ts";
import type { QuotaShare } from "./offers.ts";

interface PassRow {
  serial_number: string;
  offer_id: string;
  provider_id: string;
  state: PassState;
  uses_left: number | null;
  version: number;
  last_modified: Date;
  ended_at: Date | null;
  erased_at: Date | null;
  token_key_id: string | null;
}

const columns = `
  passes.serial_number, passes.offer_id, offers.provider_id, passes.state, passes.uses_left,
  passes.version, passes.last_modified, passes.ended_at, passes.erased_at, passes.token_key_id`;

const passOf = (row: PassRow): Pass => ({
  serialNumber: row.serial_number,
  offerId: row.offer_id,
  providerId: row.provider_id,
  state: row.state,
  usesLeft: row.uses_left,
  version: row.version,
  lastModified: row.last_modified,
  endedAt: row.ended_at,
  erased: row.erased_at !== null,
  tokenKeyId: row.token_key_id,
});

export async function findPass(db: Db, serialNumber: string): Promise<Pass | undefined> {
  const { rows } = await db.raw<{ rows: PassRow[] }>(
    `select ${columns} from passes join offers on offers.id = passes.offer_id
     where passes.serial_number = ?`,
    [serialNumber],
  );
  return rows[0] && passOf(rows[0]);
}

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

/** Shows the offer's new content on all of its live tickets; locks them in order first. */
export async function showContent(
  trx: Trx,
  offerId: string,
  contentVersion: number,
): Promise<number> {
  await trx.raw(
    `select from passes where offer_id = ? and state in ('pending', 'active')
     order by serial_number for no key update`,
    [offerId],
  );
  const { rows } = await trx.raw<{ rows: [{ count: number }] }>(
    `with shown as (
       update passes set content_version = ?
       where offer_id = ? and state in ('pending', 'active') returning 1
     ) select count(*)::int as count from shown`,
    [contentVersion, offerId],
  );
  return rows[0].count;
}

/** The offers of the tickets, whose locks come before the tickets' own. */
export async function offerIdsOf(db: Db, serialNumbers: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { offer_id: string }[] }>(
    `select distinct offer_id from passes where serial_number = any(?::text[])`,
    [serialNumbers],
  );
  return rows.map(({ offer_id }) => offer_id);
}

/** Locks, in order, those of the tickets that have not ended, or of them those nobody has fetched. */
export async function lockLivePasses(
  trx: Trx,
  serialNumbers: string[],
  { unfetchedOnly = false }: { unfetchedOnly?: boolean } = {},
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where serial_number = any(?::text[]) and state in ('pending', 'active')
       and (fetched_at is null or not ?)
     order by serial_number for no key update`,
    [serialNumbers, unfetchedOnly],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Ends tickets that are locked. */
export async function endPasses(
  trx: Trx,
  serialNumbers: string[],
  state: Exclude<PassState, "pending" | "active" | "used">,
  at: Date,
): Promise<void> {
  await trx.raw(`update passes set state = ?, ended_at = ? where serial_number = any(?::text[])`, [
    state,
    at,
    serialNumbers,
  ]);
}

/** How many of the tickets, which are locked, were never used, by offer. */
export async function countUnused(trx: Trx, serialNumbers: string[]): Promise<QuotaShare[]> {
  const { rows } = await trx.raw<{ rows: QuotaShare[] }>(
    `select passes.offer_id as "offerId", count(*)::int as count
     from passes join offers on offers.id = passes.offer_id
     where passes.serial_number = any(?::text[])
       and passes.uses_left is not distinct from offers.uses
       and not exists (
         select from redemptions
         where redemptions.serial_number = passes.serial_number and redemptions.accepted)
     group by passes.offer_id`,
    [serialNumbers],
  );
  return rows;
}

/** Live tickets of the allocation. */
export async function livePassesOfAllocation(db: Db, allocationId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where allocation_id = ? and state in ('pending', 'active')`,
    [allocationId],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Live tickets of the offer. */
export async function livePassesOfOffer(db: Db, offerId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes where offer_id = ? and state in ('pending', 'active')`,
    [offerId],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** At most `limit` tickets whose time to be fetched has passed, in the order of their serial numbers. */
export async function findUnclaimed(db: Db, at: Date, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where claim_until <= ? and state in ('pending', 'active') and fetched_at is null
     order by claim_until limit ?`,
    [at, limit],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Expires at most `limit` live tickets of offers that are over; answers their serial numbers. */
export async function expirePasses(trx: Trx, at: Date, limit: number): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { serial_number: string }[] }>(
    `with due as (
       select passes.serial_number from passes join offers on offers.id = passes.offer_id
       where offers.valid_until <= ? and passes.state in ('pending', 'active')
       order by passes.serial_number limit ? for no key update of passes
     )
     update passes set state = 'expired', ended_at = ?
     from due where passes.serial_number = due.serial_number
     returning passes.serial_number`,
    [at, limit, at],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Whether the ticket is this recipient's. */
export async function isPassOf(
  db: Db,
  serialNumber: string,
  recipientId: string,
): Promise<boolean> {
  const found = await db("passes")
    .where({ serial_number: serialNumber, recipient_id: recipientId })
    .first<{ found: number } | undefined>(db.raw("1 as found"));
  return found !== undefined;
}

/** A ticket as NAV follows it: never where it was used. */
export interface FollowedPass {
  serialNumber: string;
  allocationId: string;
  offerId: string;
  state: PassState;
  version: number;
  /** Phones that hold it. */
  wallets: { apple: number; google: number };
  /** Of the iPhones that hold it: how many were told of its version, and how many have it. */
  delivery: Delivery;
}

/**
 * The ticket, if it is a child's of the municipalities; after the link to the child was deleted, if
 * it was allocated by them.
 */
export async function findPassFor(
  db: Db,
  serialNumber: string,
  municipalities: string[],
): Promise<FollowedPass | undefined> {
  const { rows } = await db.raw<{ rows: FollowedPass[] }>(
    `select passes.serial_number as "serialNumber", passes.allocation_id as "allocationId",
       passes.offer_id as "offerId", passes.state, passes.version,
       json_build_object(
         'apple', (select count(*) from registrations
           where registrations.serial_number = passes.serial_number),
         'google', (passes.google_version > 0)::int
       ) as wallets,
       coalesce((
         select json_build_object('phones', phones, 'pushed', pushed, 'current', current)
         from ticket_deliveries where ticket_deliveries.serial_number = passes.serial_number
       ), '{"phones": 0, "pushed": 0, "current": 0}') as delivery
     from passes
     join allocations on allocations.id = passes.allocation_id
     left join recipients on recipients.id = passes.recipient_id
     where passes.serial_number = ? and case
       when recipients.id is not null then recipients.municipality_number = any(?::text[])
       else allocations.municipalities <@ ?::text[] end`,
    [serialNumber, municipalities, municipalities],
  );
  return rows[0];
}
