import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

export interface BatchOfOffer {
  offerId: string;
  batchId: string;
}

/** Counts before a batch is withdrawn. */
export interface BatchUse {
  /** Codes of the batch that are bound to no ticket. */
  unbound: number;
  /** Live tickets with a code of the batch that was not shown. */
  unshown: number;
  /** Live tickets with a code of the batch that was shown. */
  shown: number;
  /** Free codes of other batches that last as long as the tickets. */
  others: number;
}

/** How a batch's codes are used, and what could stand in for them. */
export function findBatchUse(db: Db, batch: BatchOfOffer): Promise<BatchUse> {
  return sql(db, batch).onlyRow(`
    select
      count(*) filter (where batch_id = :batchId and codes.state in ('free', 'expired'))::int as unbound,
      count(*) filter (
        where batch_id = :batchId and codes.state = 'reserved' and passes.state in ${live})::int as unshown,
      count(*) filter (
        where batch_id = :batchId and codes.state = 'revealed' and passes.state in ${live})::int as shown,
      count(*) filter (
        where batch_id <> :batchId and codes.state = 'free'
          and (expires_at is null or expires_at >= offers.valid_until))::int as others
    from provider_codes as codes join offers on offers.id = codes.offer_id
    left join passes on passes.serial_number = codes.serial_number
    where codes.offer_id = :offerId::uuid`);
}

/** Locks, in order, the live tickets with a code of the batch, so that none is shown meanwhile. */
export function lockTicketsOfBatch(trx: Trx, batch: BatchOfOffer): Promise<string[]> {
  return sql(trx, batch).column(`
    select serial_number from passes
    where state in ${live} and serial_number in (
      select serial_number from provider_codes
      where batch_id = :batchId::uuid and offer_id = :offerId and state in ('reserved', 'revealed'))
    order by serial_number for no key update`);
}

/**
 * Those of the locked tickets whose code of the batch was shown. A statement of its own, so that it sees what was
 * committed before the lock.
 */
export function findShownTickets(trx: Trx, serialNumbers: string[]): Promise<string[]> {
  return sql(trx, { serialNumbers }).column(`
    select serial_number from provider_codes
    where serial_number = any(:serialNumbers::text[]) and state = 'revealed'`);
}

/**
 * Withdraws the batch's codes that are bound to no ticket or to one of the tickets, of an offer that is locked.
 * Returns how many.
 */
export function withdrawCodes(
  trx: Trx,
  batch: BatchOfOffer,
  serialNumbers: string[],
): Promise<number> {
  return sql(trx, { ...batch, serialNumbers }).count(`
    update provider_codes set state = 'withdrawn', serial_number = null
    where batch_id = :batchId::uuid and offer_id = :offerId
      and (state in ('free', 'expired')
        or state = 'reserved' and serial_number = any(:serialNumbers::text[]))`);
}

/** Those of the tickets without a code. */
export function findCodelessTickets(trx: Trx, serialNumbers: string[]): Promise<string[]> {
  return sql(trx, { serialNumbers }).column(`
    select serial_number from unnest(:serialNumbers::text[]) as serial_number
    where not exists (
      select from provider_codes where provider_codes.serial_number = serial_number.serial_number)`);
}
