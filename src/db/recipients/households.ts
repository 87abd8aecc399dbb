import { isUuid } from "../../domain/is-uuid.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";

/** Ids of the municipality's households by reference, across a rotation of keys; unknown ones are left out. */
export const findHouseholds = (
  db: Db,
  keyRing: KeyRing,
  municipality: string,
  references: readonly string[],
): Promise<Map<string, string>> => readHouseholds(db, keyRing, { municipality, references });

/** Ids of the households that the text names in the municipalities, as their reference or as their id. */
export async function findHouseholdIds(
  db: Db,
  keyRing: KeyRing,
  municipalities: readonly string[],
  named: string,
): Promise<string[]> {
  const found: string[] = isUuid(named) ? [named] : [];
  for (const municipality of municipalities) {
    const byReference = await findHouseholds(db, keyRing, municipality, [named]);
    found.push(...byReference.values());
  }
  return found;
}

async function readHouseholds(
  db: Db,
  keyRing: KeyRing,
  { municipality, references }: { municipality: string; references: readonly string[] },
  lock = "",
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const { hashes } = await lookupFor(db, keyRing, "reference");
  const referenceOf = new Map(
    references.flatMap((reference) =>
      hashes(reference).map((hash) => [hash.toString("hex"), reference] as const),
    ),
  );
  const rows = await sql(db, { municipality, lookups: [...referenceOf.keys()] }).rows<{
    id: string;
    lookup: string;
  }>(`
    select id, encode(reference_lookup, 'hex') as lookup from households
    where municipality_number = :municipality
      and reference_lookup = any(select decode(hex, 'hex') from unnest(:lookups::text[]) as hex)
    order by id ${lock}`);
  return new Map(rows.map(({ id, lookup }) => [referenceOf.get(lookup) ?? "", id]));
}

/**
 * Ids of the households by reference; inserts those that are new. Only a reference's HMAC is stored. Waits for another
 * transaction that deletes a household with its last member, and inserts the household again.
 */
export async function ensureHouseholds(
  trx: Trx,
  keyRing: KeyRing,
  municipality: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  const asked = { municipality, references };
  const known = await readHouseholds(trx, keyRing, asked, "for share");
  const unknown = [...new Set(references)].filter((reference) => !known.has(reference)).sort();
  if (unknown.length === 0) return known;
  const { hash } = await lookupFor(trx, keyRing, "reference");
  const lookups = new Map(unknown.map((reference) => [hash(reference).toString("hex"), reference]));
  const rows = await sql(trx, { municipality, lookups: [...lookups.keys()] }).rows<{
    id: string;
    lookup: string;
  }>(`
    insert into households (municipality_number, reference_lookup)
    select :municipality, decode(hex, 'hex') from unnest(:lookups::text[]) as hex
    on conflict (municipality_number, reference_lookup)
      do update set municipality_number = excluded.municipality_number
    returning id, encode(reference_lookup, 'hex') as lookup`);
  return new Map([
    ...known,
    ...rows.map(({ id, lookup }) => [lookups.get(lookup) ?? "", id] as const),
  ]);
}
