import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { columns, decrypted, type RecipientRow } from "./recipient-row.ts";

/** The other recipients of a recipient's household in the municipalities, decrypted, in the order of their creation. */
export async function siblingsOf(
  db: Db,
  keyRing: KeyRing,
  of: { recipientId: string; municipalities: string[] },
): Promise<Recipient[]> {
  const rows = await sql(db, of).rows<RecipientRow>(`
    select ${columns} from recipients
    join recipients as child on child.household_id = recipients.household_id
    where child.id = :recipientId::uuid and recipients.id <> child.id
      and recipients.municipality_number = any(:municipalities::text[])
    order by recipients.created_at, recipients.id`);
  return rows.map((row) => decrypted(keyRing, row));
}

/** The household of each of the recipients; null where there is none. */
export async function householdsOf(
  db: Db,
  recipientIds: readonly string[],
): Promise<Map<string, string | null>> {
  const rows = await sql(db, { recipientIds }).rows<{ id: string; householdId: string | null }>(
    "select id, household_id from recipients where id = any(:recipientIds::uuid[])",
  );
  return new Map(rows.map(({ id, householdId }) => [id, householdId]));
}

/** Deletes at most `limit` households without members; none to which a recipient is being added. Returns how many. */
export function deleteEmptyHouseholds(trx: Trx, limit: number): Promise<number> {
  return sql(trx, { limit }).count(`
    delete from households where id in (
      select id from households
      where not exists (select from recipients where recipients.household_id = households.id)
      order by id limit :limit for update skip locked)
      and not exists (select from recipients where recipients.household_id = households.id)`);
}

/** Deletes the household unless a recipient belongs to it, of whichever municipality. */
export async function deleteEmptyHousehold(trx: Trx, householdId: string): Promise<void> {
  await sql(trx, { householdId }).count("select delete_empty_household(:householdId::uuid)");
}
