import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

interface StoredEvent {
  serialNumber: string;
  type: "save" | "del";
  nonce: string;
  expiresAt: Date;
  at: Date;
}

/** Locks the ticket, so that its events are written one after the other; false when there is none
 * or it is anonymised. */
export async function lockForEvent(trx: Trx, serialNumber: string): Promise<boolean> {
  const found = await sql(trx, { serialNumber }).count(
    `select 1 from passes where serial_number = :serialNumber and erased_at is null
     for no key update`,
  );
  return found > 0;
}

/**
 * Inserts the event of a locked ticket unless it is stored, and updates whether it is in a wallet: when its latest event
 * is a save, or more accounts have saved than deleted it, of which Google names none. Returns whether the event was new.
 */
export async function insertGoogleEvent(trx: Trx, event: StoredEvent): Promise<boolean> {
  const { count } = sql(trx, event);
  const inserted = await count(`
    insert into google_events (nonce, serial_number, type, expires_at, at)
    values (:nonce, :serialNumber, :type, :expiresAt, :at) on conflict do nothing`);
  if (inserted === 0) return false;
  await count(`
    update passes set google_saved = events.latest = 'save' or events.saves > events.deletions
    from (
      select (array_agg(type order by expires_at desc, at desc))[1] as latest,
        count(*) filter (where type = 'save') as saves,
        count(*) filter (where type = 'del') as deletions
      from google_events where serial_number = :serialNumber
    ) as events
    where passes.serial_number = :serialNumber`);
  return true;
}
