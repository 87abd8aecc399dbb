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
export const unfetched = `
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
