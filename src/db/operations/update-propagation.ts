import type { Texts } from "../../domain/language.ts";
import type { Db, Pool } from "../connect.ts";
import { sql } from "../sql.ts";

/** How far the newest version of tickets got: counts of tickets on phones, one for each phone that holds one. */
export interface UpdatePropagation {
  /** Tickets on phones: a ticket on two phones counts twice. */
  phones: number;
  /** Pushed the newest version, or registered with it. */
  pushed: number;
  /** Fetched the newest version, or registered with it. */
  current: number;
}

export interface PropagationTotals extends UpdatePropagation {
  /** When the ticket changed that has been behind for longest; null: none is. */
  behindSince: Date | null;
}

export interface OfferPropagation extends PropagationTotals {
  offerId: string;
  title: Texts;
}

const sums = `
  coalesce(sum(phones), 0)::int as phones, coalesce(sum(pushed), 0)::int as pushed,
  coalesce(sum(current), 0)::int as current,
  min(last_modified) filter (where current < phones) as behind_since`;

/**
 * Counts a phone's fetch of this version. Does not wait for the disk: thousands of phones fetch at
 * once, and a count that a crash loses only makes a phone look behind.
 */
export async function recordPhoneFetch(
  db: Pool,
  serialNumber: string,
  version: number,
): Promise<void> {
  await sql(db, { serialNumber, version }).count(`
    insert into phone_fetches (serial_number, version, served)
    select :serialNumber, :version, 1 from set_config('synchronous_commit', 'off', true)
    on conflict (serial_number) do update
    set version = excluded.version,
      served = case when phone_fetches.version = excluded.version
        then phone_fetches.served + 1 else 1 end
    where phone_fetches.version <= excluded.version`);
}

/** Of the whole service. */
export function totalPropagation(db: Db): Promise<PropagationTotals> {
  return sql(db).onlyRow(`select ${sums} from ticket_deliveries`);
}

/** Of each offer for the municipalities that is on a phone, by title. */
export function propagationOfOffers(db: Db, municipalities: string[]): Promise<OfferPropagation[]> {
  return sql(db, { municipalities }).rows(`
    select offers.id as offer_id, offers.title, delivered.phones, delivered.pushed,
      delivered.current, delivered.behind_since
    from offers
    cross join lateral (
      select ${sums} from ticket_deliveries
      where ticket_deliveries.offer_id = offers.id and not complimentary
    ) as delivered
    where delivered.phones > 0 and exists (
      select from offer_municipalities
      where offer_municipalities.offer_id = offers.id
        and offer_municipalities.municipality_number = any(:municipalities::text[]))
    order by offers.title ->> 'nb', offers.id`);
}
