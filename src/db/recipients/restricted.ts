import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { protection, type ProtectionRow } from "./protected-address.ts";
import { mapInTurns } from "../map-in-turns.ts";
import { sql } from "../sql.ts";

/**
 * Stores who of the recipients has a protected address, by which the wall hides them. The last statement of a
 * transaction: an officer without the role sees them no more from here on. Recipients whom the officer does not see
 * stay as they are.
 */
export async function setRestricted(
  trx: Trx,
  recipients: readonly { id: string; protectedAddress?: boolean | undefined }[],
): Promise<void> {
  if (recipients.length === 0) return;
  const ids = recipients.map(({ id }) => id);
  const flags = recipients.map(({ protectedAddress }) => protectedAddress === true);
  await sql(trx, { ids, flags }).count("select set_restricted(:ids::uuid[], :flags::boolean[])");
}

/**
 * Lets an officer who sees recipients move them to a municipality whose protected children it does not see: PostgreSQL
 * refuses a row that its writer could not read. `setRestricted` hides them again at the end of the transaction.
 */
export const unhideToMove = (trx: Trx, ids: readonly string[]): Promise<void> =>
  setRestricted(
    trx,
    ids.map((id) => ({ id })),
  );

/**
 * At most `limit` recipients of earlier releases, without the clear column by which the wall hides them, with the
 * encrypted flag.
 */
export const recipientsToFillIn = (
  db: Db,
  limit: number,
): Promise<(ProtectionRow & { id: string })[]> =>
  sql(db, { limit }).rows(`
    select id, ${protection} from recipients where restricted is null order by id limit :limit`);

/** Which of the references belong to protected children of the officer's municipalities whom it does not see. */
export async function findHiddenReferences(
  db: Db,
  keyRing: KeyRing,
  references: readonly string[],
): Promise<Set<string>> {
  if (references.length === 0) return new Set();
  const { hashes } = await lookupFor(db, keyRing, "reference");
  const hashed = await mapInTurns([...new Set(references)], (reference) =>
    hashes(reference).map((hash) => [hash.toString("hex"), reference] as const),
  );
  const referenceOf = new Map(hashed.flat());
  const taken = await sql(db, { lookups: [...referenceOf.keys()] }).column<string>(`
    select encode(lookup, 'hex') from hidden_references(
      array(select decode(hex, 'hex') from unnest(:lookups::text[]) as hex)) as lookup`);
  return new Set(taken.flatMap((lookup) => referenceOf.get(lookup) ?? []));
}

/** How many children wait for the offer's tickets, and are of its age in that year, whom the officer does not see. */
export const countHiddenWaiting = (
  db: Db,
  waiting: { offerId: string; year: number },
): Promise<number> => sql(db, waiting).value("select hidden_waiting(:offerId::uuid, :year::int)");

/** How many children stand behind the draw's rows whom the officer does not see, by row. */
export async function hiddenDrawRows(db: Db, drawId: string): Promise<Map<string, number>> {
  const rows = await sql(db, { drawId }).rows<{ rowId: string; children: number }>(
    "select row_id, children from hidden_draw_rows(:drawId::uuid)",
  );
  return new Map(rows.map(({ rowId, children }) => [rowId, children]));
}

/** Lets the rest of the transaction count protected children of the officer's municipalities, which it must not name. */
export async function countProtected(trx: Trx): Promise<void> {
  await sql(trx).count(
    "select set_config('join.protected', coalesce(current_setting('join.municipalities', true), ''), true)",
  );
}
