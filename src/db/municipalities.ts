import type { Db, Trx } from "./connect.ts";

/** The municipalities of the scheme by number, in the order of their names: all, or those asked for. */
export async function municipalityNames(db: Db, numbers?: string[]): Promise<Map<string, string>> {
  const query = db("municipalities").select("number", "name").orderBy("name");
  if (numbers) void query.whereRaw("number = any(?::text[])", [numbers]);
  const rows = (await query) as { number: string; name: string }[];
  return new Map(rows.map(({ number, name }) => [number, name]));
}

/** Those of the numbers that are no municipality of the scheme. */
export async function unknownMunicipalities(db: Db, numbers: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { number: string }[] }>(
    `select asked.number from unnest(?::text[]) as asked (number)
     where not exists (select from municipalities where municipalities.number = asked.number)`,
    [numbers],
  );
  return rows.map(({ number }) => number);
}

/** Takes the municipality into the scheme, or gives it another name. */
export async function upsertMunicipality(
  trx: Trx,
  municipality: { number: string; name: string },
): Promise<void> {
  await trx("municipalities").insert(municipality).onConflict("number").merge();
}
