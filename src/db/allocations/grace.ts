import type { Db, Trx } from "../connect.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { sql } from "../sql.ts";

/**
 * When the tickets of the municipalities' recipients in the allocation are issued at last; null where none is
 * held, or where the first of the held ones were issued.
 */
export function heldUntil(
  db: Db,
  allocationId: string,
  municipalities: string[],
): Promise<Date | null> {
  return sql(db, { allocationId, municipalities }).value(`
    select case when count(issued_at) = 0
      then max(held_until) filter (where state = 'pending') end
    from passes
    where allocation_id = :allocationId::uuid and held_until is not null and ${isOwnPass}`);
}

/** Whether some of the tickets, which are locked, were held, and none of these was issued. */
export function isHeldBack(trx: Trx, serialNumbers: string[]): Promise<boolean> {
  return sql(trx, { serialNumbers }).value(`
    select count(*) > 0 and count(issued_at) = 0 from passes
    where serial_number = any(:serialNumbers::text[]) and held_until is not null`);
}

/** Ends the grace of the municipalities' part. Returns the offers of the tickets that can be issued now. */
export function endGrace(
  trx: Trx,
  of: { allocationId: string; municipalities: string[]; at: Date },
): Promise<string[]> {
  return sql(trx, of).column(`
    with due as (
      select serial_number from passes
      where allocation_id = :allocationId::uuid and state = 'pending' and held_until > :at
        and ${isOwnPass}
      order by serial_number for no key update
    ), released as (
      update passes set held_until = :at
      where serial_number in (select serial_number from due)
      returning offer_id
    )
    select distinct offer_id from released`);
}

/** How many recipients were told of an allocation's live tickets, and how many of these were fetched. */
export function toldAndFetched(
  db: Db,
  serialNumbers: string[],
): Promise<{ told: number; fetched: number }> {
  return sql(db, { serialNumbers }).onlyRow(`
    select count(distinct passes.recipient_id) filter (where messages.attempts > 0)::int as told,
      count(passes.fetched_at)::int as fetched
    from passes left join messages on messages.id = passes.message_id
    where passes.serial_number = any(:serialNumbers::text[])`);
}
