import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** A ticket that the recipient did not get, and why. */
export interface ExportedRefusal {
  allocationId: string;
  offerId: string;
  reason: string;
  at: Date;
}

export const exportedRefusals = (db: Db, recipientId: string): Promise<ExportedRefusal[]> =>
  sql(db, { recipientId }).rows(`
    select allocations.id as allocation_id, refusal ->> 'offerId' as offer_id,
      refusal ->> 'reason' as reason, created_at as at
    from allocations, jsonb_array_elements(refusals) as refusal
    where refusals @> jsonb_build_array(jsonb_build_object('recipientId', :recipientId::text))
      and refusal ->> 'recipientId' = :recipientId::text
    order by created_at desc, allocations.id, offer_id`);

/** How many tickets of a month, `YYYY-MM`, are anonymised. */
export interface ExportedMonth {
  month: string;
  tickets: number;
}

export const exportedMonths = (db: Db, recipientId: string): Promise<ExportedMonth[]> =>
  sql(db, { recipientId }).rows(`
    select to_char(month, 'YYYY-MM') as month, tickets from past_ticket_counts
    where recipient_id = :recipientId::uuid order by month desc`);

/** An audited change of the recipient's record or tickets; the audit trail says who made it. */
export interface ExportedEvent {
  at: Date;
  action: string;
  subject: string;
}

export const exportedEvents = (db: Db, recipientId: string): Promise<ExportedEvent[]> =>
  sql(db, { recipientId }).rows(`
    select at, action, subject from audit_events
    where subject = :recipientId::text
      or subject in (select serial_number from passes where recipient_id = :recipientId::uuid)
    order by id desc`);
