import type { Trx } from "../connect.ts";

interface StoredEvent {
  serialNumber: string;
  type: "save" | "del";
  nonce: string;
  expiresAt: Date;
  at: Date;
}

/** Whether there is such a ticket; if so, its events are written one after the other. */
export async function lockForEvent(trx: Trx, serialNumber: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    "select 1 from passes where serial_number = ? for no key update",
    [serialNumber],
  );
  return rows.length > 0;
}

/**
 * Adds the event, unless it is there, to a ticket that is locked, and lets the ticket's latest event
 * say whether it is on a phone. Answers whether it was new.
 */
export async function insertGoogleEvent(trx: Trx, event: StoredEvent): Promise<boolean> {
  const { serialNumber, type, nonce, expiresAt, at } = event;
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into google_events (nonce, serial_number, type, expires_at, at)
     values (?, ?, ?, ?, ?) on conflict do nothing returning nonce`,
    [nonce, serialNumber, type, expiresAt, at],
  );
  if (rows.length === 0) return false;
  await trx.raw(
    `update passes set google_saved = latest.type = 'save'
     from (
       select type from google_events where serial_number = ?
       order by expires_at desc, at desc limit 1
     ) as latest
     where passes.serial_number = ?`,
    [serialNumber, serialNumber],
  );
  return true;
}
