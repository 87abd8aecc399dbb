import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

/** Sets when the ticket, which is locked, is given back; an earlier time stays. */
export async function scheduleReturn(trx: Trx, serialNumber: string, at: Date): Promise<void> {
  await sql(trx, { serialNumber, at }).count(`
    update passes set return_at = coalesce(return_at, :at) where serial_number = :serialNumber`);
}

/** Keeps a live ticket that was to be given back. False when it is live no more. */
export async function unscheduleReturn(trx: Trx, serialNumber: string): Promise<boolean> {
  const kept = await sql(trx, { serialNumber }).count(`
    update passes set return_at = null where serial_number = :serialNumber and state in ${live}`);
  return kept > 0;
}

/** At most `limit` live tickets that are to be given back by now, the earliest first. */
export function findDueReturns(db: Db, at: Date, limit: number): Promise<string[]> {
  return sql(db, { at, limit }).column(`
    select serial_number from passes
    where return_at <= :at and state in ${live}
    order by return_at limit :limit`);
}
