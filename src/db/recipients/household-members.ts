import { AppError } from "../../errors.ts";
import type { HouseholdMember } from "../../domain/recipients/shown-children.ts";
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

const ofHousehold = `
  from recipients join recipients as child on child.id = :recipientId::uuid
  where recipients.id = child.id or recipients.household_id = child.household_id
    and recipients.municipality_number = child.municipality_number`;

/** The ids of `householdMembers`. */
export const householdIds = (db: Db, recipientId: string): Promise<string[]> =>
  sql(db, { recipientId }).column(`select recipients.id ${ofHousehold} order by recipients.id`);

/**
 * A recipient and the others of its household in its own municipality, decrypted, in the order of their creation;
 * empty when there is no such recipient. Those that are encrypted under a key that is not in the ring are left out.
 */
export async function householdMembers(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<HouseholdMember[]> {
  const rows = await sql(db, { recipientId }).rows<RecipientRow & { isLabelShown: boolean }>(`
    select ${columns}, recipients.label_shown as is_label_shown
    ${ofHousehold} order by recipients.created_at, recipients.id`);
  return rows.flatMap(({ isLabelShown, ...row }) => {
    try {
      return [{ recipient: decrypted(keyRing, row), isLabelShown }];
    } catch (error) {
      if (error instanceof AppError && error.code === "unavailable") return [];
      throw error;
    }
  });
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
