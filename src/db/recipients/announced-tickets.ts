import type { AnnouncedTickets } from "../../domain/recipients/message-text.ts";
import type { Db } from "../connect.ts";
import { withEvent, type EventColumns } from "../event-times.ts";
import { omitNulls, sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

type AnnouncedRow = ValidityRow<Omit<AnnouncedTickets, "event">> & EventColumns;

/** The message's tickets that are still active, or all of the recipient's, by offer, nearest end first. */
export async function announcedTickets(
  db: Db,
  of: { messageId: string } | { recipientId: string },
): Promise<AnnouncedTickets[]> {
  const column = "messageId" in of ? "message_id = :messageId" : "recipient_id = :recipientId";
  const rows = await sql(db, of).rows<AnnouncedRow>(`
    select offers.title, count(*)::int as count, offers.valid_from, offers.valid_until,
      offers.weekdays, offers.blackout, offers.event_doors, offers.event_start, offers.event_end,
      offers.uses, offers.uses_per_day, 1 + offers.companions as admits,
      min(passes.claim_until) as claim_until
    from passes join offers on offers.id = passes.offer_id
    where passes.${column} and passes.state = 'active'
    group by offers.id order by offers.valid_until, offers.id`);
  return rows.map((row) =>
    omitNulls(
      withEvent<AnnouncedTickets>(
        withValidity<Omit<AnnouncedTickets, "event"> & EventColumns>(row),
      ),
      "weekdays",
      "blackout",
      "usesPerDay",
    ),
  );
}
