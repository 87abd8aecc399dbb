import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** After so many days without a fetch a provider is told. */
const unfetchedDays = 14;

/** Fewer tickets tell more of a child than of the offer. */
const fewestTickets = 5;

/**
 * Marks the open offers of which at least five tickets were issued 14 days ago or more and still hold, and of
 * which none was ever fetched, handed out on paper or used; by the mark, which stays, providers are told once.
 * Complimentary tickets do not count. Returns the offers' providers.
 */
export function markUnfetchedOffers(trx: Trx, at: Date): Promise<string[]> {
  return sql(trx, { at, days: unfetchedDays, fewestTickets }).column(`
    with unfetched as (
      select id from offers
      where state = 'open' and not unfetched_told and valid_until > :at
        and (select count(*) from passes
          where offer_id = offers.id and state = 'active' and not complimentary
            and issued_at <= :at::timestamptz - :days * interval '1 day') >= :fewestTickets
        and not exists (select from passes
          where offer_id = offers.id and not complimentary
            and (fetched_at is not null or handed_out_at is not null))
        and not exists (select from redemptions
          where offer_id = offers.id and accepted and not complimentary)
      order by id for no key update skip locked
    )
    update offers set unfetched_told = true from unfetched
    where offers.id = unfetched.id and not unfetched_told
    returning provider_id`);
}
