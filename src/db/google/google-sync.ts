import type { Db } from "../connect.ts";

/** A refusal stands until the refused thing changes, or somebody asks for another attempt. */
export const notRefused = (version: string) =>
  `(google_refusals.id is null or google_refusals.again or google_refusals.version < ${version})`;

/** Picked by chance, so that what keeps failing crowds nobody out. */
const maxOffers = 5_000;

/** Not a fault of one ticket: Google does not let us in. */
export const isShutOut = (offerId: string) =>
  `exists (
     select from google_refusals
     where google_refusals.offer_id = ${offerId} and google_refusals.status in (401, 403)
       and not google_refusals.again)`;

/** Those of the tickets' offers that have tickets in Google. */
export async function offersInGoogle(db: Db, serialNumbers: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { offer_id: string }[] }>(
    `select distinct offer_id from passes
     where serial_number = any(?::text[]) and google_version > 0`,
    [serialNumbers],
  );
  return rows.map(({ offer_id }) => offer_id);
}

/** Offers, not all where there are very many, of which Google has an older version, or an older version of a ticket. */
export async function offersToSync(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { offer_id: string }[] }>(
    `select offer_id
     from (
       select offers.id as offer_id
       from offers left join google_refusals on google_refusals.id = offers.id::text
       where offers.google_version > 0 and offers.google_version < offers.content_version
         and ${notRefused("offers.content_version")}
       union
       select passes.offer_id
       from passes left join google_refusals on google_refusals.id = passes.serial_number
       where passes.google_version > 0 and passes.google_version < passes.version
         and ${notRefused("passes.version")}
     ) as owed
     where not ${isShutOut("owed.offer_id")}
     order by random() limit ?`,
    [maxOffers],
  );
  return rows.map(({ offer_id }) => offer_id);
}

/** Whether the offer's class is owed to Google; false while Google does not let us in. */
export async function classIsOwed(db: Db, offerId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from offers left join google_refusals on google_refusals.id = offers.id::text
     where offers.id = ? and offers.google_version > 0
       and offers.google_version < offers.content_version
       and ${notRefused("offers.content_version")} and not ${isShutOut("offers.id")}`,
    [offerId],
  );
  return rows.length > 0;
}

/** At most `limit` tickets of the offer that are owed to Google; those once refused come first. */
export async function ticketsToSync(db: Db, offerId: string, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select passes.serial_number
     from passes left join google_refusals on google_refusals.id = passes.serial_number
     where passes.offer_id = ? and passes.google_version > 0
       and passes.google_version < passes.version
       and ${notRefused("passes.version")} and not ${isShutOut("passes.offer_id")}
     order by google_refusals.id is null, passes.serial_number limit ?`,
    [offerId, limit],
  );
  return rows.map(({ serial_number }) => serial_number);
}
