import type { Language, Texts } from "../../domain/language.ts";
import type { Db, Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";
import { isOwnPass } from "./own-passes.ts";

/** A ticket that NAV prints for a recipient who gets no messages. */
export interface TicketForPaper {
  serialNumber: string;
  recipientId: string;
  /** The recipient's. */
  language: Language;
  title: Texts;
  ticketNumber: string;
  /** When it was printed; null: not yet. */
  handedOutAt: Date | null;
}

/**
 * The municipalities' tickets of recipients who get no messages: those neither fetched nor handed out, and those
 * handed out since the instant, by recipient. As NAV sees them: a use changes nothing.
 */
export function ticketsForPaper(
  db: Db,
  of: { municipalities: string[]; at: Date; since: Date },
): Promise<TicketForPaper[]> {
  return sql(db, of).rows(`
    select passes.serial_number, passes.recipient_id, recipients.language, offers.title,
      passes.ticket_number, passes.handed_out_at
    from passes join recipients on recipients.id = passes.recipient_id
    join offers on offers.id = passes.offer_id
    where recipients.delivery in ('print', 'none') and ${isOwnPass}
      and passes.state <> 'pending' and ${isLiveToNav}
      and (passes.handed_out_at >= :since
        or num_nonnulls(passes.fetched_at, passes.handed_out_at) = 0)
    order by passes.recipient_id, offers.title ->> 'nb', passes.serial_number`);
}

/** The recipient's issued tickets that NAV sees as live, used or not, fetched or not, by title. */
export function recipientTicketsForPaper(
  db: Db,
  of: { recipientId: string; at: Date; limit: number },
): Promise<string[]> {
  return sql(db, of).column(`
    select passes.serial_number from passes join offers on offers.id = passes.offer_id
    where passes.recipient_id = :recipientId and passes.state <> 'pending' and ${isLiveToNav}
    order by offers.title ->> 'nb', passes.serial_number limit :limit`);
}

/**
 * Records that the tickets were handed out, but for those that ended meanwhile; locks them in order. A ticket keeps
 * its first time. A used one is handed out too, so that NAV does not see its use. Returns those that were handed out.
 */
export function markHandedOut(trx: Trx, serialNumbers: string[], at: Date): Promise<string[]> {
  return sql(trx, { serialNumbers, at }).column(`
    with printed as (
      select serial_number from passes
      where serial_number = any(:serialNumbers::text[]) and ${isLiveToNav}
      order by serial_number for no key update
    )
    update passes set handed_out_at = coalesce(passes.handed_out_at, :at)
    from printed where passes.serial_number = printed.serial_number
    returning passes.serial_number`);
}
