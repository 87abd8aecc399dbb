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

/** The ids of the others of each recipient's household in its own municipality; none of a recipient without others. */
export async function siblingIdsOf(
  db: Db,
  recipientIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await sql(db, { recipientIds }).rows<{ id: string; siblingIds: string[] }>(`
    select child.id, array_agg(recipients.id) as sibling_ids
    from recipients as child join recipients on recipients.household_id = child.household_id
      and recipients.municipality_number = child.municipality_number and recipients.id <> child.id
    where child.id = any(:recipientIds::uuid[])
    group by child.id`);
  return new Map(rows.map(({ id, siblingIds }) => [id, siblingIds]));
}

/** Leaves out the rows that are encrypted under a key that is not in the ring. */
function readable<R extends RecipientRow>(
  keyRing: KeyRing,
  rows: readonly R[],
): { row: R; recipient: Recipient }[] {
  return rows.flatMap((row) => {
    try {
      return [{ row, recipient: decrypted(keyRing, row) }];
    } catch (error) {
      if (error instanceof AppError && error.code === "unavailable") return [];
      throw error;
    }
  });
}

/** The recipients, decrypted, in the order of their creation; without those under a key that is not in the ring. */
export async function readableRecipients(
  db: Db,
  keyRing: KeyRing,
  ids: readonly string[],
): Promise<Recipient[]> {
  const rows = await sql(db, { ids }).rows<RecipientRow>(`
    select ${columns} from recipients where id = any(:ids::uuid[])
    order by recipients.created_at, recipients.id`);
  return readable(keyRing, rows).map(({ recipient }) => recipient);
}

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
  return readable(keyRing, rows).map(({ row: { isLabelShown }, recipient }) => ({
    recipient,
    isLabelShown,
  }));
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
