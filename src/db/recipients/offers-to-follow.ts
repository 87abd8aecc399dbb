import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { unfetched } from "./unfetched-tickets.ts";

/** What of an offer an officer may want to act on. */
export interface OfferToFollow {
  offerId: string;
  title: Texts;
  /** Unfetched tickets that lapse before `:soon`, and the earliest of these deadlines. */
  lapsing: number;
  lapsesAt: Date | null;
  /** Tickets that were returned or lapsed since `:since`. */
  cameBack: number;
}

/** The offers of which tickets lapse soon or came back lately, of the municipalities' recipients. */
export function offersToFollow(
  db: Db,
  of: { municipalities: string[]; at: Date; soon: Date; since: Date },
): Promise<OfferToFollow[]> {
  return sql(db, of).rows(`
    with lapsing as (
      select passes.offer_id, count(*)::int as tickets, min(passes.claim_until) as at
      from ${unfetched} and passes.claim_until <= :soon
      group by passes.offer_id
    ), came_back as (
      select passes.offer_id, count(*)::int as tickets
      from passes join recipients on recipients.id = passes.recipient_id
      where recipients.municipality_number = any(:municipalities::text[])
        and passes.state in ('returned', 'lapsed') and passes.ended_at >= :since
      group by passes.offer_id
    )
    select offers.id as offer_id, offers.title, coalesce(lapsing.tickets, 0) as lapsing,
      lapsing.at as lapses_at, coalesce(came_back.tickets, 0) as came_back
    from lapsing full join came_back on came_back.offer_id = lapsing.offer_id
    join offers on offers.id = coalesce(lapsing.offer_id, came_back.offer_id)
    where offers.valid_until > :at
    order by lapsing.at, offers.title ->> 'nb', offers.id`);
}
