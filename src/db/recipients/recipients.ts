import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { columns, decrypted, type RecipientRow } from "./recipient-row.ts";

/**
 * Locks the recipient; false when there is none. The first lock of every transaction that creates
 * links or messages for a recipient, or removes it; an allocation does not wait for it.
 */
export async function lockRecipient(trx: Trx, id: string): Promise<boolean> {
  const found = await sql(trx, { id }).count(
    "select id from recipients where id = :id for no key update",
  );
  return found > 0;
}

/** Locks the recipients as `lockRecipient` does, in the order of their ids. */
export async function lockRecipients(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql(trx, { ids }).count(
    "select id from recipients where id = any(:ids::uuid[]) order by id for no key update",
  );
}

/** The recipient, decrypted; undefined when there is none. The caller has checked its municipality. */
export async function findRecipient(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<Recipient | undefined> {
  const row = await sql(db, { id }).row<RecipientRow>(`
    select ${columns} from recipients where id = :id::uuid`);
  return row && decrypted(keyRing, row);
}

/** The municipalities' recipients with these ids, decrypted, by id. Other ids are left out. */
export async function findRecipients(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  ids: string[],
): Promise<Map<string, Recipient>> {
  const rows = await sql(db, { municipalities, ids }).rows<RecipientRow>(`
    select ${columns} from recipients
    where id = any(:ids::uuid[]) and municipality_number = any(:municipalities::text[])`);
  return new Map(rows.map((row) => [row.id, decrypted(keyRing, row)]));
}

/** Where a page of the list ended: the newest come first. */
export interface RecipientCursor {
  /** When it was created, in UTC to the microsecond. */
  at: string;
  id: string;
}

/**
 * A page of the municipalities' recipients, or those of households, newest first, decrypted, each with the cursor
 * after it.
 */
export async function recipientsOf(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  {
    limit,
    after,
    householdIds,
  }: { limit: number; after?: RecipientCursor | undefined; householdIds?: string[] | undefined },
): Promise<{ recipient: Recipient; cursor: RecipientCursor }[]> {
  const rows = await sql(db, { municipalities, limit, householdIds, ...after }).rows<
    RecipientRow & { at: string }
  >(`
    select ${columns},
      to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from recipients
    where municipality_number = any(:municipalities::text[])
      and (:householdIds::uuid[] is null or household_id = any(:householdIds::uuid[]))
      ${after ? "and (created_at, id) < (:at::timestamptz, :id::uuid)" : ""}
    order by created_at desc, id desc limit :limit`);
  return rows.map((row) => ({
    recipient: decrypted(keyRing, row),
    cursor: { at: row.at, id: row.id },
  }));
}
