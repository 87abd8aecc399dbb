import type { Language } from "../../domain/language.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { isProtected, protection, type ProtectionRow } from "../recipients/protected-address.ts";
import { sql } from "../sql.ts";

/** What a ticket's form depends on besides the ticket itself. */
export interface Holder {
  language: Language;
  /** No location may stand in the ticket. */
  protectedAddress: boolean;
}

/** The holder of a ticket; undefined once the ticket is anonymised. */
export async function findHolder(
  db: Db,
  keyRing: KeyRing,
  serialNumber: string,
): Promise<Holder | undefined> {
  const row = await sql(db, { serialNumber }).row<
    ProtectionRow & { id: string; language: Language }
  >(`
    select recipients.id, recipients.language, ${protection}
    from passes join recipients on recipients.id = passes.recipient_id
    where passes.serial_number = :serialNumber`);
  return row && { language: row.language, protectedAddress: isProtected(keyRing, row.id, row) };
}

/** Records the first fetch of active tickets; locks them in order. */
export async function markFetched(trx: Trx, serialNumbers: string[], at: Date): Promise<void> {
  await sql(trx, { serialNumbers, at }).count(`
    with unfetched as (
      select serial_number from passes
      where serial_number = any(:serialNumbers::text[]) and state = 'active' and fetched_at is null
      order by serial_number for no key update
    )
    update passes set fetched_at = :at
    from unfetched where passes.serial_number = unfetched.serial_number`);
}
