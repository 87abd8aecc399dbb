import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { isDoubtDue } from "./google-leases.ts";

/** A refusal stands until the refused thing changes, or another attempt is requested. */
export const notRefused = (version: string) =>
  `(google_refusals.id is null or google_refusals.again or google_refusals.version < ${version})`;

/** Picked at random, so that offers that keep failing do not crowd the others out. */
const maxOffers = 5_000;

/** Google refuses our access; not a fault of one ticket. */
export const isUnauthorized = (offerId: string) =>
  `exists (
     select from google_refusals
     where google_refusals.offer_id = ${offerId} and google_refusals.status in (401, 403)
       and not google_refusals.again)`;

/** Those of the tickets' offers that have tickets in Google. */
export function offersInGoogle(db: Db, serialNumbers: string[]): Promise<string[]> {
  return sql(db, { serialNumbers }).column(`
    select distinct offer_id from passes
    where serial_number = any(:serialNumbers::text[]) and google_version > 0`);
}

/**
 * Offers of which Google has an older version, or an older version of a ticket, or of which it is in doubt
 * what Google has; at most `maxOffers`.
 */
export function offersToSync(db: Db): Promise<string[]> {
  return sql(db, { maxOffers }).column(`
    select offer_id
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
      union
      select coalesce(passes.offer_id, offers.id)
      from google_leases
      left join passes on google_leases.key = 'object ' || passes.serial_number
      left join offers on google_leases.key = 'class ' || offers.id
      left join google_refusals on google_refusals.id = coalesce(passes.serial_number, offers.id::text)
      where ${isDoubtDue}
        and greatest(passes.google_version, offers.google_version) > 0
        and ${notRefused("coalesce(passes.version, offers.content_version)")}
    ) as owed
    where not ${isUnauthorized("owed.offer_id")}
    order by random() limit :maxOffers`);
}

/** Whether the offer's class is owed to Google; false while Google refuses our access. */
export async function classIsOwed(db: Db, offerId: string): Promise<boolean> {
  const owed = await sql(db, { offerId }).count(`
    select 1 from offers left join google_refusals on google_refusals.id = offers.id::text
    where offers.id = :offerId and offers.google_version > 0
      and (offers.google_version < offers.content_version or exists (
        select from google_leases where key = 'class ' || offers.id and ${isDoubtDue}))
      and ${notRefused("offers.content_version")} and not ${isUnauthorized("offers.id")}`);
  return owed > 0;
}

/** At most `limit` tickets of the offer that are owed to Google; those once refused come first. */
export function ticketsToSync(db: Db, offerId: string, limit: number): Promise<string[]> {
  return sql(db, { offerId, limit }).column(`
    select passes.serial_number
    from passes left join google_refusals on google_refusals.id = passes.serial_number
    where passes.offer_id = :offerId and passes.google_version > 0
      and (passes.google_version < passes.version or passes.serial_number in (
        select substr(key, 8) from google_leases where key like 'object %' and ${isDoubtDue}))
      and ${notRefused("passes.version")} and not ${isUnauthorized("passes.offer_id")}
    order by google_refusals.id is null, passes.serial_number limit :limit`);
}
