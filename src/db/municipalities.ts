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

/** Locks the municipality until commit, against another change of what it has by the row: webhooks, columns, its contact. */
export async function lockMunicipality(trx: Trx, number: string): Promise<void> {
  await sql(trx, { number }).rows(
    "select number from municipalities where number = :number for no key update",
  );
}

/** A municipality of the scheme, with the settings that are changed. */
export interface SchemeMunicipality {
  number: string;
  name: string;
  graceMinutes?: number | undefined;
  retentionDays?: number | undefined;
  /** After how many months without use saved lists are deleted. */
  listMonths?: number | undefined;
}

/** Inserts the municipality into the scheme, or renames it, and sets its grace and retention where they are given. */
export async function upsertMunicipality(
  trx: Trx,
  municipality: SchemeMunicipality,
): Promise<void> {
  await sql(trx, municipality).count(`
    insert into municipalities (
      number, name, message_grace_minutes, recipient_retention_days, list_retention_months)
    values (:number, :name, :graceMinutes, :retentionDays, coalesce(:listMonths::smallint, 14))
    on conflict (number) do update set name = excluded.name,
      message_grace_minutes = coalesce(excluded.message_grace_minutes,
        municipalities.message_grace_minutes),
      recipient_retention_days = coalesce(excluded.recipient_retention_days,
        municipalities.recipient_retention_days),
      list_retention_months = coalesce(:listMonths::smallint, municipalities.list_retention_months)`);
}

/** For how many days the municipalities keep recipients that are not in use, by number; without those that set none. */
export async function municipalityRetention(db: Db): Promise<Map<string, number>> {
  const rows = await sql(db).rows<{ number: string; days: number }>(`
    select number, recipient_retention_days as days from municipalities
    where recipient_retention_days is not null`);
  return new Map(rows.map(({ number, days }) => [number, days]));
}
