import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";

export interface GoogleRefusal {
  offerId: string;
  /** null: the class. */
  serialNumber: string | null;
  version: number;
  /** null: no answer. */
  status: number | null;
  /** Google's own words. */
  message: string;
  /** The member that they are about. */
  field: string | null;
}

/** Keeps what Google refuses; a later refusal of the same takes the place of the earlier. */
export async function recordRefusals(db: Db, refusals: GoogleRefusal[], at: Date): Promise<void> {
  if (refusals.length === 0) return;
  await db("google_refusals")
    .insert(
      refusals.map(({ offerId, serialNumber, version, status, message, field }) => ({
        id: serialNumber ?? offerId,
        kind: serialNumber === null ? "class" : "object",
        offer_id: offerId,
        serial_number: serialNumber,
        version,
        status,
        message: message.slice(0, 1_000),
        field,
        at,
        again: false,
      })),
    )
    .onConflict("id")
    .merge();
}

/** What was refused has been taken, so the offer's other tickets are worth a try where all were kept out. */
export async function deleteRefusals(db: Db, offerId: string, ids: string[]): Promise<void> {
  await db.raw(`delete from google_refusals where id = any(?::text[])`, [ids]);
  await allowedTickets(db, offerId);
}

/** Google answered for this offer: what it kept out is tried again. */
export async function allowedTickets(db: Db, offerId: string): Promise<void> {
  await db.raw(
    `update google_refusals set again = true
     where offer_id = ? and status in (401, 403) and not again`,
    [offerId],
  );
}

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

/** What Google refuses of offers for the municipalities, the newest first. */
export async function sumRefusals(
  db: Db,
  municipalities: string[],
  limit: number,
): Promise<RefusalSum[]> {
  const { rows } = await db.raw<{ rows: RefusalSum[] }>(
    `select offers.id as "offerId", offers.title, providers.name as provider,
       google_refusals.kind, google_refusals.status,
       -- the same words about another ticket are the same refusal
       replace(google_refusals.message, google_refusals.id, '…') as message,
       google_refusals.field, count(*)::int as count, max(google_refusals.at) as at,
       bool_and(google_refusals.again) as again
     from google_refusals
     join offers on offers.id = google_refusals.offer_id
     join providers on providers.id = offers.provider_id
     where exists (
       select from offer_municipalities
       where offer_municipalities.offer_id = offers.id
         and offer_municipalities.municipality_number = any(?::text[]))
     group by offers.id, providers.name, google_refusals.kind, google_refusals.status,
       replace(google_refusals.message, google_refusals.id, '…'), google_refusals.field
     order by max(google_refusals.at) desc, offers.id limit ?`,
    [municipalities, limit],
  );
  return rows;
}

/** Asks for another attempt at all that was refused; answers the offers concerned. */
export async function retryRefused(db: Db, municipalities: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { offer_id: string }[] }>(
    `with asked as (
       update google_refusals set again = true
       where exists (
         select from offer_municipalities
         where offer_municipalities.offer_id = google_refusals.offer_id
           and offer_municipalities.municipality_number = any(?::text[]))
       returning offer_id
     ) select distinct offer_id from asked`,
    [municipalities],
  );
  return rows.map(({ offer_id }) => offer_id);
}
