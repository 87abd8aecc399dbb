import type { Language } from "../../domain/language.ts";
import type { Db } from "../connect.ts";

/** What a ticket's form depends on besides the ticket itself. */
export interface Holder {
  language: Language;
  /** No location may stand in the ticket. */
  protectedAddress: boolean;
}

/** The holder of a ticket; undefined once the link between child and ticket was deleted. */
export async function findHolder(db: Db, serialNumber: string): Promise<Holder | undefined> {
  const { rows } = await db.raw<{ rows: Holder[] }>(
    `select recipients.language, recipients.protected_address as "protectedAddress"
     from passes join recipients on recipients.id = passes.recipient_id
     where passes.serial_number = ?`,
    [serialNumber],
  );
  return rows[0];
}

/** Marks live tickets as taken, the first time; locks them in order. */
export async function markFetched(db: Db, serialNumbers: string[], at: Date): Promise<void> {
  await db.raw(
    `with unfetched as (
       select serial_number from passes
       where serial_number = any(?::text[]) and state = 'active' and fetched_at is null
       order by serial_number for no key update
     )
     update passes set fetched_at = ?
     from unfetched where passes.serial_number = unfetched.serial_number`,
    [serialNumbers, at],
  );
}
