import type { Texts } from "../../domain/language.ts";
import type { RevocationReason } from "../../domain/reasons.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { isLinkOf } from "./guardian-links.ts";

/** Why tickets of the recipient were revoked. */
export interface ExportedReason {
  /** Null: of all tickets of the allocation. */
  serialNumber: string | null;
  allocationId: string | null;
  reasonCode: RevocationReason;
  /** An officer's words; null: the code says it. */
  reason: string | null;
  at: Date;
}

export async function exportedReasons(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ExportedReason[]> {
  const rows = await sql(db, { recipientId }).rows<
    Omit<ExportedReason, "reason"> & { id: string; plain: string | null; sealed: Buffer | null }
  >(`
    select revocation_reasons.id, serial_number, code as reason_code, reason as plain,
      reason_sealed as sealed,
      case when serial_number is null then audit_events.subject end as allocation_id,
      revocation_reasons.created_at as at
    from revocation_reasons join audit_events on audit_events.id = audit_event_id
    where serial_number in (select serial_number from passes where recipient_id = :recipientId::uuid)
      or (serial_number is null and audit_events.subject in (
        select allocation_id::text from passes where recipient_id = :recipientId::uuid))
    order by audit_event_id desc, revocation_reasons.id`);
  return rows.map(({ id, plain, sealed, ...row }) => {
    const place = { column: "revocation_reasons.reason_sealed", row: id } as const;
    return { ...row, reason: sealed ? keyRing.decrypt(place, sealed) : plain };
  });
}

/** A claim link without its secrets, which open the tickets. */
export interface ExportedLink {
  id: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** The links to a recipient, of both guardians. */
export const exportedLinks = (db: Db, recipientId: string): Promise<ExportedLink[]> =>
  sql(db, { recipientId }).rows(`
    select id, created_at, revoked_at from claim_links
    where ${isLinkOf(":recipientId::uuid")}
    order by created_at desc, id`);

/** The links of one guardian of each child, or the one that opens a complimentary ticket. */
export const exportedLinksOf = (
  db: Db,
  of: readonly { id: string; guardian: number }[],
): Promise<ExportedLink[]> =>
  sql(db, { ids: of.map(({ id }) => id), guardians: of.map(({ guardian }) => guardian) }).rows(`
    select claim_links.id, created_at, revoked_at
    from claim_links join unnest(:ids::uuid[], :guardians::int[]) as asked (id, guardian)
      on asked.guardian = claim_links.guardian
        and (${isLinkOf("asked.id")} or asked.id = claim_links.id and hand_out_id is not null)
    order by created_at desc, claim_links.id`);

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

/** The row of a draw behind which the recipient stands, alone or with siblings. */
export interface ExportedDraw {
  drawId: string;
  offerId: string;
  title: Texts;
  state: string;
  createdAt: Date;
  /** As the draw's list has it: its id, how it stands by the criteria, and, of one child, why it was passed over. */
  row: object;
}

export const exportedDraws = (db: Db, recipientId: string): Promise<ExportedDraw[]> =>
  sql(db, { recipientId }).rows(`
    select draws.id as draw_id, draws.offer_id, offers.title, draws.state, draws.created_at,
      listed.row || coalesce((
        select jsonb_build_object('passedOver', each -> 'reasons')
        from jsonb_array_elements(draws.passed_over) as each
        where each ->> 'id' = draw_children.row_id
          and jsonb_array_length(listed.row -> 'children') = 1), '{}') as row
    from draw_children
    join draws on draws.id = draw_children.draw_id
    join offers on offers.id = draws.offer_id
    join lateral jsonb_array_elements(draws.list -> 'rows') as listed (row)
      on listed.row ->> 'id' = draw_children.row_id
    where draw_children.recipient_id = :recipientId::uuid
    order by draws.created_at desc, draws.id`);

/** An offer for whose tickets the recipient waits, or waited until the allocation gave it one. */
export interface ExportedWait {
  offerId: string;
  title: Texts;
  enteredAt: Date;
  declined: boolean;
  allocationId: string | null;
}

export const exportedWaits = (db: Db, recipientId: string): Promise<ExportedWait[]> =>
  sql(db, { recipientId }).rows(`
    select offer_id, offers.title, entered_at, declined, allocation_id
    from waiting_places join offers on offers.id = offer_id
    where recipient_id = :recipientId::uuid order by entered_at desc, offer_id`);

/** How many tickets of a month, `YYYY-MM`, are anonymised. */
export interface ExportedMonth {
  month: string;
  tickets: number;
}

export const exportedMonths = (db: Db, recipientId: string): Promise<ExportedMonth[]> =>
  sql(db, { recipientId }).rows(`
    select to_char(month, 'YYYY-MM') as month, tickets from past_ticket_counts
    where recipient_id = :recipientId::uuid order by month desc`);

/** What was done to the recipient's record or tickets; by whom is in the audit trail. */
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
