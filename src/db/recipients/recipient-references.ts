import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { mapInTurns } from "../map-in-turns.ts";
import { sql } from "../sql.ts";

/** What the rules of allocation ask about a recipient; nothing that needs decryption. */
export interface FoundRecipient {
  id: string;
  municipality: string;
  birthYear: number;
  householdId: string | null;
}

const columns = `id, municipality_number as municipality, birth_year, household_id`;

/** Those of the recipients that belong to the municipalities, by id. */
export async function findRecipientsById(
  db: Db,
  municipalities: string[],
  ids: string[],
): Promise<Map<string, FoundRecipient>> {
  if (ids.length === 0) return new Map();
  const rows = await sql(db, { municipalities, ids }).rows<FoundRecipient>(`
    select ${columns} from recipients
    where municipality_number = any(:municipalities::text[]) and id = any(:ids::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Locks those of the recipients that belong to the municipalities, in the order of their ids, and reads them again: until
 * commit none of them moves or is removed. Not in a transaction that holds offers.
 */
export async function lockStaying(
  trx: Trx,
  municipalities: string[],
  ids: string[],
): Promise<Map<string, FoundRecipient>> {
  const rows = await sql(trx, { municipalities, ids }).rows<FoundRecipient>(`
    select ${columns} from recipients
    where municipality_number = any(:municipalities::text[]) and id = any(:ids::uuid[])
    order by id for share`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The recipients with one of the references in the municipalities, by reference, in one statement and
 * across a rotation of keys. A reference is unique in its municipality, so that it can have several
 * recipients in several municipalities; unknown references are left out.
 */
export async function findRecipientsByReference(
  db: Db,
  keyRing: KeyRing,
  municipalities: string[],
  references: string[],
): Promise<Map<string, [FoundRecipient, ...FoundRecipient[]]>> {
  if (references.length === 0) return new Map();
  const { hashes } = await lookupFor(db, keyRing, "reference");
  const hashed = await mapInTurns([...new Set(references)], (reference) =>
    hashes(reference).map((hash) => [hash.toString("hex"), reference] as const),
  );
  const referenceOf = new Map(hashed.flat());
  const lookups = [...referenceOf.keys()];
  const rows = await sql(db, { municipalities, lookups }).rows<
    FoundRecipient & { lookup: string }
  >(`
    select encode(reference_lookup, 'hex') as lookup, ${columns}
    from recipients
    where municipality_number = any(:municipalities::text[])
      and reference_lookup = any(select decode(hex, 'hex') from unnest(:lookups::text[]) as hex)`);
  const found = new Map<string, [FoundRecipient, ...FoundRecipient[]]>();
  for (const { lookup, ...recipient } of rows) {
    const reference = referenceOf.get(lookup) ?? "";
    const others = found.get(reference) ?? [];
    found.set(reference, [recipient, ...others]);
  }
  return found;
}
