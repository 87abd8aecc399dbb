import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Binds a free code to each of the pending tickets of offers that are locked: the soonest to expire
 * first, never one that ends before the ticket. Returns how many it bound; tickets of offers without
 * codes of their own get none.
 */
export function reserveCodes(trx: Trx, serialNumbers: string[]): Promise<number> {
  return sql(trx, { serialNumbers }).count(`
    with tickets as (
      select passes.serial_number, passes.offer_id,
        row_number() over (partition by passes.offer_id order by passes.serial_number) as place
      from passes join offers on offers.id = passes.offer_id and offers.own_codes is not null
      where passes.serial_number = any(:serialNumbers::text[])
    ), wanted as (
      select offer_id, count(*) as number from tickets group by offer_id
    ), chosen as (
      select wanted.offer_id, free.id,
        row_number() over (partition by wanted.offer_id order by free.expires_at, free.id) as place
      from wanted join offers on offers.id = wanted.offer_id
      cross join lateral (
        select id, expires_at from provider_codes
        where provider_codes.offer_id = wanted.offer_id and state = 'free'
          and (expires_at is null or expires_at >= offers.valid_until)
        order by expires_at, id limit wanted.number
      ) as free
    )
    update provider_codes set state = 'reserved', serial_number = tickets.serial_number
    from tickets join chosen on chosen.offer_id = tickets.offer_id and chosen.place = tickets.place
    where provider_codes.id = chosen.id and provider_codes.state = 'free'`);
}

/** Whether a ticket of the offer that has not ended bears a code that ends before the instant. */
export async function isCodeOverBefore(db: Db, offerId: string, at: Date): Promise<boolean> {
  const found = await sql(db, { offerId, at }).count(`
    select from provider_codes
    where offer_id = :offerId and state in ('reserved', 'revealed') and expires_at < :at limit 1`);
  return found > 0;
}
