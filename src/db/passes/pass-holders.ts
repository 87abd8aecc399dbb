import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Raises the version of the recipients' tickets that are not over, after a change of what they may show of their
 * holder; locks them in order first. Returns their serial numbers.
 */
export async function raiseHolderVersions(trx: Trx, recipientIds: string[]): Promise<string[]> {
  const { count, column } = sql(trx, { recipientIds });
  const shown = `recipient_id = any(:recipientIds::uuid[]) and state in ('pending', 'active', 'used')`;
  await count(`
    select from passes where ${shown} order by serial_number for no key update`);
  return column(`
    update passes set holder_version = holder_version + 1 where ${shown} returning serial_number`);
}
