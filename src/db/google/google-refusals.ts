import type { Texts } from "../../domain/language.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface GoogleRefusal {
  offerId: string;
  /** null: the class. */
  serialNumber: string | null;
  version: number;
  /** null: no answer. */
  status: number | null;
  /** Google's error message. */
  message: string;
  /** The member that it is about. */
  field: string | null;
}

/** A member of a refusal that is left as it was where the new one is of uses alone and the earlier one is not. */
const unlessByUse = (member: string) =>
  `${member} = case when excluded.by_use and not google_refusals.by_use
     then google_refusals.${member} else excluded.${member} end`;

/**
 * Stores what Google refuses; a later refusal of the same replaces the earlier. One is of uses alone, and marked so, when
 * nothing else changed the ticket since what Google took, or refused, last; to who reads the refusals it changes nothing.
 */
export async function recordRefusals(trx: Trx, refusals: GoogleRefusal[], at: Date): Promise<void> {
  if (refusals.length === 0) return;
  const refused = refusals.map(({ serialNumber, message, ...refusal }) => ({
    ...refusal,
    id: serialNumber ?? refusal.offerId,
    kind: serialNumber === null ? "class" : "object",
    serialNumber,
    message: message.slice(0, 1_000),
  }));
  await sql(trx, { refused: JSON.stringify(refused), at }).count(`
    insert into google_refusals
      (id, kind, offer_id, serial_number, version, status, message, field, at, again, by_use)
    select refused.id, refused.kind, refused."offerId", refused."serialNumber", refused.version,
      refused.status, refused.message, refused.field, :at::timestamptz, false,
      -- another attempt at the same version is of uses where the first was
      coalesce(passes.version_but_for_uses <= last.version
        and (earlier.by_use or last.version < refused.version), false)
    from jsonb_to_recordset(:refused::jsonb) as refused (id text, kind text, "offerId" uuid,
      "serialNumber" text, version int, status int, message text, field text)
    left join passes on passes.serial_number = refused."serialNumber"
    left join google_refusals as earlier on earlier.id = refused.id
    cross join lateral (
      select greatest(passes.google_version, earlier.version) as version
    ) as last
    on conflict (id) do update set kind = excluded.kind, offer_id = excluded.offer_id,
      serial_number = excluded.serial_number, version = excluded.version,
      by_use = google_refusals.by_use and excluded.by_use,
      ${["status", "message", "field", "again", "at"].map(unlessByUse).join(", ")}`);
}

/**
 * Deletes the refusals of what Google has accepted, and retries the offer's tickets refused by 401 or
 * 403. Locks the refusals in order.
 */
export async function deleteRefusals(trx: Trx, offerId: string, ids: string[]): Promise<void> {
  await sql(trx, { offerId, ids }).count(`
    with locked as (
      select id, id = any(:ids::text[]) as accepted from google_refusals
      where offer_id = :offerId
        and (id = any(:ids::text[]) or status in (401, 403) and not again)
      order by id for update
    ), deleted as (
      delete from google_refusals using locked
      where google_refusals.id = locked.id and locked.accepted
    )
    update google_refusals set again = true
    from locked where google_refusals.id = locked.id and not locked.accepted`);
}

/** Clears the refusals by 401 or 403 of an offer, once Google has answered for it, so that they are tried again. */
export const allowedTickets = (trx: Trx, offerId: string): Promise<void> =>
  deleteRefusals(trx, offerId, []);

/** Refusals of one offer for the same reason. */
export interface RefusalSum {
  offerId: string;
  title: Texts;
  provider: string;
  kind: "class" | "object";
  status: number | null;
  message: string;
  field: string | null;
  /** Tickets, or the one class. */
  count: number;
  /** The latest. */
  at: Date;
  /** Another attempt was asked for and has not been made yet. */
  again: boolean;
}

/** Google's refusals, without those of complimentary tickets and of uses, the newest first. */
export function sumRefusals(db: Db, limit: number): Promise<RefusalSum[]> {
  return sql(db, { limit }).rows(`
    select offers.id as offer_id, offers.title, providers.name as provider,
      google_refusals.kind, google_refusals.status,
      -- the same words about another ticket are the same refusal
      replace(google_refusals.message, google_refusals.id, '…') as message,
      google_refusals.field, count(*)::int as count, max(google_refusals.at) as at,
      bool_and(google_refusals.again) as again
    from google_refusals_for_nav as google_refusals
    join offers on offers.id = google_refusals.offer_id
    join providers on providers.id = offers.provider_id
    group by offers.id, providers.name, google_refusals.kind, google_refusals.status,
      replace(google_refusals.message, google_refusals.id, '…'), google_refusals.field
    order by max(google_refusals.at) desc, offers.id limit :limit`);
}

/** Requests another attempt at all that was refused; returns the offers concerned. */
export function retryRefused(trx: Trx): Promise<string[]> {
  return sql(trx).column(`
    with asked as (
      update google_refusals set again = true returning offer_id
    ) select distinct offer_id from asked`);
}
