import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { columns, decrypted, type RecipientRow } from "./recipient-row.ts";

/**
 * Whoever makes links or messages for a recipient, or removes it, takes this lock before any other;
 * an allocation does not wait for it. False when there is no such recipient.
 */
export async function lockRecipient(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    "select id from recipients where id = ? for no key update",
    [id],
  );
  return rows.length > 0;
}

/** Whether a row could not be inserted since its recipient has been removed. */
export function isRecipientGone(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23503" && (constraint?.endsWith("recipient_id_fkey") ?? false);
}

/** The recipient, opened; undefined when there is none. */
export async function findRecipient(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<Recipient | undefined> {
  const row = await db<RecipientRow>("recipients")
    .where({ id })
    .first<RecipientRow | undefined>(columns);
  return row && decrypted(keyRing, row);
}

/** Several recipients, opened, by id. Unknown ids are left out. */
export async function findRecipients(
  db: Db,
  keyRing: KeyRing,
  ids: string[],
): Promise<Map<string, Recipient>> {
  const rows = await db("recipients")
    .whereRaw("id = any(?::uuid[])", [ids])
    .select<RecipientRow[]>(columns);
  return new Map(rows.map((row) => [row.id, decrypted(keyRing, row)]));
}

/** Where a page of the list ended: the newest come first. */
export interface RecipientCursor {
  /** When it was made, in UTC to the microsecond. */
  at: string;
  id: string;
}

/** A page of the municipalities' recipients, newest first, opened, each with the cursor that follows it. */
export async function recipientsOf(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  { limit, after }: { limit: number; after?: RecipientCursor | undefined },
): Promise<{ recipient: Recipient; cursor: RecipientCursor }[]> {
  const query = db("recipients")
    .whereRaw("municipality_number = any(?::text[])", [municipalities])
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(limit)
    .select([
      ...columns,
      db.raw(`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as made_at`),
    ]);
  if (after) {
    void query.whereRaw("(created_at, id) < (?::timestamptz, ?::uuid)", [after.at, after.id]);
  }
  const rows = (await query) as (RecipientRow & { made_at: string })[];
  return rows.map((row) => ({
    recipient: decrypted(keyRing, row),
    cursor: { at: row.made_at, id: row.id },
  }));
}
