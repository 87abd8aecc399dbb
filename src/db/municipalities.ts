import type { Db, Trx } from "./connect.ts";
import { sql } from "./sql.ts";

/** The scheme's municipalities by number, in the order of their names: all, or the given ones. */
export async function municipalityNames(db: Db, numbers?: string[]): Promise<Map<string, string>> {
  const rows = await sql(db, { numbers }).rows<{ number: string; name: string }>(`
    select number, name from municipalities
    where :numbers::text[] is null or number = any(:numbers::text[])
    order by name`);
  return new Map(rows.map(({ number, name }) => [number, name]));
}

/** Those of the numbers that are no municipality of the scheme. */
export function unknownMunicipalities(db: Db, numbers: string[]): Promise<string[]> {
  return sql(db, { numbers }).column(`
    select asked.number from unnest(:numbers::text[]) as asked (number)
    where not exists (select from municipalities where municipalities.number = asked.number)`);
}

/** Inserts the municipality into the scheme, or renames it, and sets its grace where one is given. */
export async function upsertMunicipality(
  trx: Trx,
  municipality: { number: string; name: string; graceMinutes?: number | undefined },
): Promise<void> {
  await sql(trx, municipality).count(`
    insert into municipalities (number, name, message_grace_minutes)
    values (:number, :name, :graceMinutes)
    on conflict (number) do update set name = excluded.name,
      message_grace_minutes = coalesce(excluded.message_grace_minutes,
        municipalities.message_grace_minutes)`);
}
