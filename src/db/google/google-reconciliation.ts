import type { PassState } from "../../domain/passes/pass.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Offers with a class at Google whose tickets are not all anonymised yet. */
export function offersToReconcile(db: Db, notEndedAt: Date): Promise<string[]> {
  return sql(db, { notEndedAt }).column(`
    select id from offers where google_version > 0 and valid_until > :notEndedAt order by id`);
}

/** The vertical of the offer's class; undefined while Google has none. */
export async function styleInGoogle(db: Db, offerId: string): Promise<TicketStyle | undefined> {
  const [style] = await sql(db, { offerId }).column<TicketStyle>(`
    select template_versions.definition ->> 'style'
    from offers
    join template_versions on template_versions.template_id = offers.template_id
      and template_versions.version = offers.template_version
    where offers.id = :offerId and offers.google_version > 0`);
  return style;
}

/** A ticket's object in Google Wallet as the database has it. */
export interface LocalObjectState {
  serialNumber: string;
  state: PassState;
  erased: boolean;
  /** 0: no object. */
  googleVersion: number;
  version: number;
  hasUsers: boolean;
}

export async function localObjectStates(
  db: Db,
  offerId: string,
  serialNumbers: string[],
): Promise<Map<string, LocalObjectState>> {
  const rows = await sql(db, { offerId, serialNumbers }).rows<LocalObjectState>(`
    select serial_number, state, erased_at is not null as erased, google_version, version,
      coalesce(google_saved, false) as has_users
    from passes where offer_id = :offerId and serial_number = any(:serialNumbers::text[])`);
  return new Map(rows.map((row) => [row.serialNumber, row]));
}

/** The offer's tickets with an object at Google by the local state, but for those named. */
export function localObjectStatesBeside(
  db: Db,
  offerId: string,
  serialNumbers: string[],
): Promise<string[]> {
  return sql(db, { offerId, serialNumbers }).column(`
    select passes.serial_number from passes
    where passes.offer_id = :offerId and passes.google_version > 0
      and not exists (
        select from unnest(:serialNumbers::text[]) as seen where seen = passes.serial_number)
    order by passes.serial_number`);
}

/** Updates which tickets are in a wallet, but for those with an event from Google since `asked`. */
export async function setUsers(
  trx: Trx,
  { withUsers, withoutUsers }: { withUsers: string[]; withoutUsers: string[] },
  asked: Date,
): Promise<void> {
  if (withUsers.length + withoutUsers.length === 0) return;
  await sql(trx, { withUsers, all: [...withUsers, ...withoutUsers], asked }).count(`
    update passes set google_saved = noted.has_users
    from (
      select passes.serial_number, passes.serial_number = any(:withUsers::text[]) as has_users
      from passes
      where passes.serial_number = any(:all::text[])
        and not exists (
          select from google_events
          where google_events.serial_number = passes.serial_number and google_events.at >= :asked)
      order by passes.serial_number for no key update
    ) as noted
    where passes.serial_number = noted.serial_number`);
}

/** What a comparison found. */
export interface Reconciliation {
  compared: number;
  repaired: number;
  /** At Google, but not in the database. */
  unknown: number;
}

export async function recordReconciliation(
  trx: Trx,
  offerId: string,
  found: Reconciliation,
  at: Date,
): Promise<void> {
  await sql(trx, { offerId, at, ...found }).count(`
    insert into google_reconciliations (offer_id, at, compared, repaired, unknown)
    values (:offerId, :at, :compared, :repaired, :unknown)
    on conflict (offer_id) do update set at = excluded.at, compared = excluded.compared,
      repaired = excluded.repaired, unknown = excluded.unknown`);
}

/** The sum of all comparisons, and when the oldest of them was made; null: none yet. */
export function sumReconciliations(
  db: Db,
): Promise<Reconciliation & { offers: number; at: Date | null }> {
  return sql(db).onlyRow(`
    select coalesce(sum(compared), 0)::int as compared, coalesce(sum(repaired), 0)::int as repaired,
      coalesce(sum(unknown), 0)::int as unknown, count(*)::int as offers, min(at) as at
    from google_reconciliations`);
}
