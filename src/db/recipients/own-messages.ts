import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** A message, also one whose sending depends on what is left of the tickets. */
export interface OwnMessage {
  id: string;
  channel: string;
  state: string;
  createdAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
  /** The offer that it tells of, where it was cancelled or moved. */
  cancelledOfferId: string | null;
  movedOfferId: string | null;
  /** It repeats the link. */
  repeats: boolean;
  /** It reminds of tickets that are not fetched. */
  reminds: boolean;
}

/** The messages to one guardian of each child. A copy takes its subject from the message that it copies. */
export const ownMessages = (
  db: Db,
  of: readonly { id: string; guardian: number }[],
): Promise<OwnMessage[]> =>
  sql(db, { ids: of.map(({ id }) => id), guardians: of.map(({ guardian }) => guardian) }).rows(`
    select messages.id, messages.channel, messages.state, messages.created_at, messages.sent_at,
      messages.delivered_at, messages.failed_at, messages.failure,
      about.cancelled_offer_id, about.moved_offer_id, about.repeats, about.reminds
    from messages join messages as about on about.id = coalesce(messages.copy_of, messages.id)
    join unnest(:ids::uuid[], :guardians::int[]) as asked (recipient_id, guardian)
      on asked.recipient_id = messages.recipient_id and asked.guardian = messages.guardian
    order by messages.created_at desc, messages.id`);
