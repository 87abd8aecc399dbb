import type { PassState } from "../../domain/passes/pass.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";

/** Offers with a class at Google whose tickets are not all forgotten yet. */
export async function offersToReconcile(db: Db, notEndedAt: Date): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from offers where google_version > 0 and valid_until > ? order by id`,
    [notEndedAt],
  );
  return rows.map(({ id }) => id);
}

/** The vertical of the offer's class; undefined while Google has none. */
export async function styleInGoogle(db: Db, offerId: string): Promise<TicketStyle | undefined> {
  const { rows } = await db.raw<{ rows: { style: TicketStyle }[] }>(
    `select template_versions.definition ->> 'style' as style
     from offers
     join template_versions on template_versions.template_id = offers.template_id
       and template_versions.version = offers.template_version
     where offers.id = ? and offers.google_version > 0`,
    [offerId],
  );
  return rows[0]?.style;
}

/** What we believe that Google shows. */
export interface LocalObjectState {
  serialNumber: string;
  state: PassState;
  erased: boolean;
  /** 0: no object. */
  googleVersion: number;
  version: number;
  hasUsers: boolean;
}

const columns = `serial_number as "serialNumber", state, erased_at is not null as erased,
  google_version as "googleVersion", version, coalesce(google_saved, false) as "hasUsers"`;

export async function localObjectStates(
  db: Db,
  offerId: string,
  serialNumbers: string[],
): Promise<Map<string, LocalObjectState>> {
  const { rows } = await db.raw<{ rows: LocalObjectState[] }>(
    `select ${columns} from passes where offer_id = ? and serial_number = any(?::text[])`,
    [offerId, serialNumbers],
  );
  return new Map(rows.map((row) => [row.serialNumber, row]));
}

/** The tickets of which we believe that Google has them, but for those named. */
export async function localObjectStatesBeside(
  db: Db,
  offerId: string,
  serialNumbers: string[],
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select passes.serial_number from passes
     where passes.offer_id = ? and passes.google_version > 0
       and not exists (
         select from unnest(?::text[]) as seen where seen = passes.serial_number)
     order by passes.serial_number`,
    [offerId, serialNumbers],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Notes which tickets somebody has in Google Wallet, but for those of which Google told us since `asked`. */
export async function setUsers(
  db: Db,
  { withUsers, withoutUsers }: { withUsers: string[]; withoutUsers: string[] },
  asked: Date,
): Promise<void> {
  if (withUsers.length + withoutUsers.length === 0) return;
  await db.raw(
    `update passes set google_saved = noted.has_users
     from (
       select passes.serial_number, passes.serial_number = any(?::text[]) as has_users
       from passes
       where passes.serial_number = any(?::text[])
         and not exists (
           select from google_events
           where google_events.serial_number = passes.serial_number and google_events.at >= ?)
       order by passes.serial_number for no key update
     ) as noted
     where passes.serial_number = noted.serial_number`,
    [withUsers, [...withUsers, ...withoutUsers], asked],
  );
}

/** What a comparison found. */
export interface Reconciliation {
  compared: number;
  repaired: number;
  /** Google has them, we do not. */
  unknown: number;
}

export async function recordReconciliation(
  db: Db,
  offerId: string,
  found: Reconciliation,
  at: Date,
): Promise<void> {
  await db("google_reconciliations")
    .insert({ offer_id: offerId, at, ...found })
    .onConflict("offer_id")
    .merge();
}

/** All comparisons together, and when the oldest of them was made; null: none yet. */
export async function sumReconciliations(
  db: Db,
): Promise<Reconciliation & { offers: number; at: Date | null }> {
  const { rows } = await db.raw<{ rows: [Reconciliation & { offers: number; at: Date | null }] }>(
    `select coalesce(sum(compared), 0)::int as compared, coalesce(sum(repaired), 0)::int as repaired,
       coalesce(sum(unknown), 0)::int as unknown, count(*)::int as offers, min(at) as at
     from google_reconciliations`,
  );
  return rows[0];
}
