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
  /** The last change of the ticket that has been behind longest; null when no ticket is behind. */
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

/** A phone has the whole of this version. */
export interface PhoneFetch {
  serialNumber: string;
  version: number;
}

/**
 * Counts phones' fetches, each ticket's of the newest version. Does not wait for the disk: thousands of phones
 * fetch at once, and a count that a crash loses only makes a phone look behind.
 */
export async function recordPhoneFetches(db: Pool, fetches: PhoneFetch[]): Promise<void> {
  const serialNumbers = fetches.map(({ serialNumber }) => serialNumber);
  const versions = fetches.map(({ version }) => version);
  await sql(db, { serialNumbers, versions }).count(`
    insert into phone_fetches (serial_number, version, served)
    select distinct on (serial_number) serial_number, version, count(*)
    from unnest(:serialNumbers::text[], :versions::int[]) as fetched (serial_number, version),
      set_config('synchronous_commit', 'off', true)
    group by serial_number, version
    order by serial_number, version desc
    on conflict (serial_number) do update
    set version = excluded.version,
      served = case when phone_fetches.version = excluded.version
        then phone_fetches.served + excluded.served else excluded.served end
    where phone_fetches.version <= excluded.version`);
}

/** Of the whole service. */
export function totalPropagation(db: Db): Promise<PropagationTotals> {
  return sql(db).onlyRow(`select ${sums} from ticket_deliveries`);
}

// Counts a use as current at once: counts that are read every minute would otherwise tell when a ticket was used.
const sumsForPeople = `
  sum(phones)::int as phones,
  sum(case when change_kind = 'use' then phones else pushed end)::int as pushed,
  sum(case when change_kind = 'use' then phones else current end)::int as current,
  min(last_modified) filter (where current < phones and change_kind <> 'use') as behind_since`;

/** Of each offer that is on a phone, by title. A ticket that was used counts as current. */
export function propagationOfOffers(db: Db): Promise<OfferPropagation[]> {
  return sql(db).rows(`
    select offers.id as offer_id, offers.title, delivered.phones, delivered.pushed,
      delivered.current, delivered.behind_since
    from offers
    cross join lateral (
      select ${sumsForPeople} from ticket_deliveries
      where ticket_deliveries.offer_id = offers.id and not complimentary
    ) as delivered
    where delivered.phones > 0
    order by offers.title ->> 'nb', offers.id`);
}
