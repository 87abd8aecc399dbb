import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Whether the ticket bears a code of the provider's own that was shown: it works until the provider blocks it. */
export const isCodeShown = `
  exists (
    select from provider_codes
    where provider_codes.serial_number = passes.serial_number
      and provider_codes.state in ('revealed', 'used'))`;

/** How many of the tickets bear a code that was shown. */
export function countShownCodes(db: Db, serialNumbers: string[]): Promise<number> {
  return sql(db, { serialNumbers }).count(`
    select from passes where serial_number = any(:serialNumbers::text[]) and ${isCodeShown}`);
}
