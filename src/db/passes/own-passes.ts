import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * A condition on a row of passes: its recipient is placed in one of `:municipalities` today. A recipient
 * who moved belongs to the new municipality alone, with all tickets.
 */
export const isOwnPass = `exists (
  select from recipients
  where recipients.id = passes.recipient_id
    and recipients.municipality_number = any(:municipalities::text[]))`;

/** Whether a recipient who is placed in one of the municipalities today has a ticket of the offer, also an ended one. */
export function isHeldByOwn(
  db: Db,
  asked: { municipalities: readonly string[]; offerId: string },
): Promise<boolean> {
  return sql(db, asked).value(`
    select exists (select from passes where offer_id = :offerId::uuid and ${isOwnPass})`);
}
