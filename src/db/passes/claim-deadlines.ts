import type { Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

/**
 * Extends the deadline of the offer's live tickets that are not fetched and had to be fetched by the offer's
 * earlier end, to the day that the offer gives from their allocation on, at most its present end. Its row is locked.
 */
export async function extendClaimDeadlines(
  trx: Trx,
  offer: { offerId: string; earlierEnd: Date },
): Promise<void> {
  await sql(trx, offer).count(`
    update passes set claim_until = least(offers.valid_until,
      ((passes.created_at at time zone 'Europe/Oslo')::date + offers.claim_within_days + 1)::timestamp
        at time zone 'Europe/Oslo')
    from offers
    where offers.id = :offerId and passes.offer_id = offers.id and offers.valid_until > :earlierEnd
      and passes.claim_until = :earlierEnd and offers.claim_within_days is not null
      and passes.state in ${live} and passes.fetched_at is null`);
}
