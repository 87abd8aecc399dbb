import type { Texts } from "../../domain/language.ts";
import type { Db, Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";

/** Tickets of one offer that a recipient has neither fetched nor been handed out. */
export interface UnfetchedTickets {
  offerId: string;
  title: Texts;
  recipientId: string;
  tickets: number;
  /** The earliest deadline. */
  claimUntil: Date | null;
}

/** Issued tickets of the municipalities' recipients, as NAV sees them, that were neither fetched nor handed out. */
const unfetched = `
  passes join offers on offers.id = passes.offer_id
  join recipients on recipients.id = passes.recipient_id
  where recipients.municipality_number = any(:municipalities::text[])
    and passes.state <> 'pending' and ${isLiveToNav}
    and passes.fetched_at is null and passes.handed_out_at is null`;

/** At most `limit` of them by recipient and offer, the earliest deadline first. */
export function unfetchedTickets(
  db: Db,
  of: { municipalities: string[]; at: Date; limit: number },
): Promise<UnfetchedTickets[]> {
  return sql(db, of).rows(`
    select offers.id as offer_id, offers.title, passes.recipient_id, count(*)::int as tickets,
      min(passes.claim_until) as claim_until
    from ${unfetched}
    group by offers.id, passes.recipient_id
    order by min(min(passes.claim_until)) over (partition by offers.id), offers.title ->> 'nb',
      offers.id, min(passes.claim_until), passes.recipient_id
    limit :limit`);
}

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
    from offers left join lapsing on lapsing.offer_id = offers.id
    left join came_back on came_back.offer_id = offers.id
    where num_nonnulls(lapsing.offer_id, came_back.offer_id) > 0 and offers.valid_until > :at
    order by lapsing.at, offers.title ->> 'nb', offers.id`);
}

/** Locks, in order, the municipalities' recipients who get messages and have not fetched a ticket. */
export function lockUnfetching(
  trx: Trx,
  of: { municipalities: string[]; at: Date },
): Promise<string[]> {
  return sql(trx, of).column(`
    select id from recipients
    where delivery in ('sms', 'email') and id in (select passes.recipient_id from ${unfetched})
    order by id for no key update of recipients`);
}
