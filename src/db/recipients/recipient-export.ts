import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import {
  exportedEvents,
  exportedMonths,
  exportedRefusals,
  type ExportedEvent,
  type ExportedMonth,
  type ExportedRefusal,
} from "./exported-decisions.ts";
import { exportedReasons, type ExportedReason } from "./exported-reasons.ts";
import {
  exportedDraws,
  exportedWaits,
  type ExportedDraw,
  type ExportedWait,
} from "./exported-draws.ts";
import { exportedLinks, type ExportedLink } from "./exported-links.ts";
import { exportedTickets, type ExportedTicket } from "./exported-tickets.ts";
import { exportedLists, type ExportedList } from "../lists/exported-lists.ts";
import { recipientMessages, type RecipientMessage } from "./recipient-messages.ts";
import { findRecipient } from "./recipients.ts";

/** All that is stored about a recipient, but for the tickets' use and what would tell of it. */
export interface RecipientExport {
  exportedAt: Date;
  recipient: Recipient;
  /** A day on which it was registered, changed, or held a ticket: from then its retention counts. */
  inUseOn: string;
  claimLinks: ExportedLink[];
  messages: RecipientMessage[];
  tickets: ExportedTicket[];
  revocations: ExportedReason[];
  refusals: ExportedRefusal[];
  draws: ExportedDraw[];
  waiting: ExportedWait[];
  lists: ExportedList[];
  earlierTickets: ExportedMonth[];
  events: ExportedEvent[];
}

/** Undefined when there is no such recipient. The caller has checked its municipality. */
export async function readRecipientExport(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
  at: Date,
): Promise<RecipientExport | undefined> {
  const recipient = await findRecipient(db, keyRing, recipientId);
  if (!recipient) return undefined;
  return {
    exportedAt: at,
    recipient,
    inUseOn: await sql(db, { recipientId }).value(`
      select to_char(in_use_on, 'YYYY-MM-DD') from recipients where id = :recipientId::uuid`),
    claimLinks: await exportedLinks(db, recipientId),
    messages: await recipientMessages(db, keyRing, recipientId),
    tickets: await exportedTickets(db, recipientId, at),
    revocations: await exportedReasons(db, keyRing, recipientId),
    refusals: await exportedRefusals(db, recipientId),
    draws: await exportedDraws(db, recipientId),
    waiting: await exportedWaits(db, recipientId),
    lists: await exportedLists(db, keyRing, recipientId),
    earlierTickets: await exportedMonths(db, recipientId),
    events: await exportedEvents(db, recipientId),
  };
}
