import type { Pass, PassState } from "../../domain/passes/pass.ts";
import type { Db, Trx } from "../connect.ts";
import type { UpdatePropagation } from "../operations/update-propagation.ts";

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

/** Shows the offer's new content on all of its live tickets; locks them in order first. */
export async function bumpVersionsOfOffer(
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

/**
 * Shows another name of its provider's on all of its offers and their live tickets: locks the offers in
 * order, then the tickets. Answers the offers with how many tickets each.
 */
export async function bumpVersionsOfProvider(
  trx: Trx,
  providerId: string,
): Promise<{ offerId: string; tickets: number }[]> {
  await trx.raw("select from offers where provider_id = ? order by id for no key update", [
    providerId,
  ]);
  await trx.raw(
    `select from passes where state in ('pending', 'active')
       and offer_id in (select id from offers where provider_id = ?)
     order by serial_number for no key update`,
    [providerId],
  );
  const { rows } = await trx.raw<{ rows: { offerId: string; tickets: number }[] }>(
    `with shown as (
       update offers set content_version = content_version + 1 where provider_id = ?
       returning id, content_version
     ), tickets as (
       update passes set content_version = shown.content_version from shown
       where passes.offer_id = shown.id and passes.state in ('pending', 'active')
       returning passes.offer_id
     )
     select shown.id as "offerId", count(tickets.offer_id)::int as tickets
     from shown left join tickets on tickets.offer_id = shown.id group by shown.id`,
    [providerId],
  );
  return rows;
}

/** A ticket as NAV follows it: never where it was used. */
export interface PassDetails {
  serialNumber: string;
  allocationId: string;
  offerId: string;
  state: PassState;
  version: number;
  /** Phones that hold it. */
  wallets: { apple: number; google: number };
  /** Of the iPhones that hold it: how many were told of its version, and how many have it. */
  delivery: UpdatePropagation;
}

/**
 * The ticket, if it is a child's of the municipalities; after the link to the child was deleted, if
 * it was allocated by them.
 */
export async function findPassDetails(
  db: Db,
  serialNumber: string,
  municipalities: string[],
): Promise<PassDetails | undefined> {
  const { rows } = await db.raw<{ rows: PassDetails[] }>(
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
