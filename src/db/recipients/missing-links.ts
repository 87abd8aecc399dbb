import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { type PreparedLink, prepareLinks, insertPrepared } from "./claim-links.ts";

/** Prepares links for those of the recipients that have none, in the order of their ids. */
export async function prepareMissingLinks(
  db: Db,
  keyRing: KeyRing,
  recipientIds: string[],
): Promise<PreparedLink[]> {
  if (recipientIds.length === 0) return [];
  const missing = await sql(db, { recipientIds }).column<string>(`
    select asked.id from unnest(:recipientIds::uuid[]) as asked (id)
    where not exists (
      select from claim_links where recipient_id = asked.id and revoked_at is null)
    order by asked.id`);
  return missing.length === 0 ? [] : prepareLinks(db, keyRing, missing);
}

/**
 * Inserts the links of those of the recipients that still have none, as sets and without a lock on a recipient: in
 * the order of their ids, so that two transactions with the same recipients cannot deadlock.
 */
export async function insertMissingLinks(trx: Trx, links: PreparedLink[]): Promise<void> {
  if (links.length === 0) return;
  const skipExisting = "on conflict (recipient_id) where revoked_at is null do nothing";
  await insertPrepared(trx, links, { onConflict: skipExisting });
}

/** Creates links for those of the recipients that have none. */
export async function createMissingClaimLinks(
  trx: Trx,
  keyRing: KeyRing,
  recipientIds: string[],
): Promise<void> {
  await insertMissingLinks(trx, await prepareMissingLinks(trx, keyRing, recipientIds));
}
