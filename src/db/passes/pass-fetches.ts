import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

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

/** Records the first fetch of those active tickets that bear codes of the provider's own. */
export async function revealCodes(trx: Trx, serialNumbers: string[], at: Date): Promise<void> {
  const reserved = await sql(trx, { serialNumbers }).column<string>(`
    select serial_number from provider_codes
    where serial_number = any(:serialNumbers::text[]) and state = 'reserved'`);
  if (reserved.length > 0) await markFetched(trx, reserved, at);
}
