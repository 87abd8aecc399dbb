import type { AnnouncedTickets } from "../../domain/recipients/message-text.ts";
import type { Db } from "../connect.ts";
import { withEvent, type EventColumns } from "../event-times.ts";
import { isLiveToNav } from "../nav-state.ts";
import { omitNulls, sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

type AnnouncedRow = ValidityRow<Omit<AnnouncedTickets, "event" | "sessions">> & EventColumns;

/** A condition: a reminder is about the ticket, which has not been fetched or handed out. */
const reminded = `passes.fetched_at is null and passes.handed_out_at is null
  and passes.serial_number in (select serial_number from reminders where message_id = :remindedBy)`;

/**
 * The active tickets of the recipients: those that the message announced, those that it reminds of, or all. By offer,
 * nearest end first.
 */
export async function announcedTickets(
  db: Db,
  of: { recipientIds: string[] } & ({ messageId: string } | { remindedBy: string } | { all: true }),
): Promise<AnnouncedTickets[]> {
  const which =
    "messageId" in of ? "passes.message_id = :messageId" : "remindedBy" in of ? reminded : "true";
  const rows = await sql(db, of).rows<AnnouncedRow>(`
    select offers.title, count(*)::int as count, offers.valid_from, offers.valid_until,
      offers.weekdays, offers.blackout, offers.hours, offers.event_doors, offers.event_start, offers.event_end, offers.sessions,
      offers.uses, offers.uses_per_day, offers.valid_for, offers.parts, 1 + offers.companions as admits,
      min(passes.claim_until) as claim_until
    from passes join offers on offers.id = passes.offer_id
    where passes.recipient_id = any(:recipientIds::uuid[]) and ${which}
      and passes.state = 'active'
    group by offers.id order by offers.valid_until, offers.id`);
  return rows.map((row) =>
    omitNulls(
      withEvent<AnnouncedTickets>(
        withValidity<Omit<AnnouncedTickets, "event" | "sessions"> & EventColumns>(row),
      ),
      "weekdays",
      "blackout",
      "hours",
      "usesPerDay",
      "validFor",
      "parts",
    ),
  );
}

/**
 * Whether one of the tickets that the message announced, or one of all, is live to NAV. If so, the message with the link
 * is sent although no ticket is active any more: NAV reads whether it was sent, and must not learn of a use by that.
 */
export function isAnnouncing(
  db: Db,
  of: { recipientIds: string[]; at: Date } & ({ messageId: string } | { all: true }),
): Promise<boolean> {
  return sql(db, of).value(`
    select exists (
      select from passes
      where passes.recipient_id = any(:recipientIds::uuid[]) and passes.state <> 'pending'
        and ${"messageId" in of ? "passes.message_id = :messageId" : "true"} and ${isLiveToNav})`);
}
