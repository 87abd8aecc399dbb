import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import type { Texts } from "../../domain/language.ts";
import type { DeliveryFailure } from "../../domain/recipients/delivery-report.ts";
import type { MessageState } from "../../domain/recipients/message-state.ts";
import type { Db } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { messageState } from "../message-state.ts";
import { sql } from "../sql.ts";
import { ownPart } from "./own-part.ts";

/** How many tickets of one offer were allocated to one recipient. */
export interface AllocationLine {
  recipientId: string;
  title: Texts;
  count: number;
  /** Serial numbers of those that are pending or live as NAV sees them. */
  live: string[];
  /** What became of the message about them; null: there is none. */
  message: MessageState | null;
  /** What the gateway reported of a failed one. */
  failure: DeliveryFailure | null;
}

export interface RefusedLine {
  recipientId: string;
  offerId: string;
  title: Texts;
  reason: RefusalReason;
}

/**
 * The tickets allocated to recipients of the municipalities, by offer and recipient, in the order of
 * titles.
 */
export function allocationLines(
  db: Db,
  allocationId: string,
  visible: { municipalities: string[]; at: Date },
): Promise<AllocationLine[]> {
  return sql(db, { allocationId, ...visible }).rows(`
    select passes.recipient_id, offers.title, count(*)::int as count,
      array_remove(array_agg(case when ${isLiveToNav} then passes.serial_number end), null) as live,
      (array_agg(sending.state order by
        array_position(array['failed', 'waiting', 'handed_over', 'delivered'], sending.state)))[1]
        as message,
      min(messages.failure) as failure
    from passes join offers on offers.id = passes.offer_id
    join recipients on recipients.id = passes.recipient_id
    left join messages on messages.id = passes.message_id
    cross join lateral (
      select coalesce(${messageState},
        case when recipients.delivery in ('sms', 'email') and ${isLiveToNav} then 'waiting' end) as state
    ) as sending
    where passes.allocation_id = :allocationId::uuid and ${isOwnPass}
    group by passes.recipient_id, offers.id
    order by offers.title ->> 'nb', offers.id, passes.recipient_id`);
}

/** The tickets refused to recipients of the municipalities, by offer and recipient, with the reason. */
export function refusedLines(
  db: Db,
  allocationId: string,
  municipalities: string[],
): Promise<RefusedLine[]> {
  return sql(db, { allocationId, municipalities }).rows(`
    select refusal ->> 'recipientId' as recipient_id, offers.id as offer_id, offers.title,
      refusal ->> 'reason' as reason
    from allocations
    cross join lateral jsonb_array_elements(allocations.refusals) as refusal
    join offers on offers.id = (refusal ->> 'offerId')::uuid
    join recipients on recipients.id = (refusal ->> 'recipientId')::uuid
      and recipients.municipality_number = any(:municipalities::text[])
    where allocations.id = :allocationId::uuid
    order by offers.title ->> 'nb', offers.id, 1`);
}

export interface AllocationSummary {
  id: string;
  createdAt: Date;
  /** `createdAt` to the microsecond, for a cursor. */
  at: string;
  mode: "all" | "possible";
  allocated: number;
  refused: number;
  /** Of how many offers. */
  titles: Texts[];
}

/** The latest allocations to recipients of the municipalities, newest first, with their own part. */
export function latestAllocations(
  db: Db,
  municipalities: string[],
  { limit, after }: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<AllocationSummary[]> {
  return sql(db, { municipalities, limit, ...after }).rows(`
    select allocations.id, allocations.created_at, allocations.mode,
      to_char(allocations.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, own.allocated, own.refused,
      coalesce(shown.titles, '[]') as titles
    from allocations
    cross join lateral (${ownPart}) as own
    cross join lateral (
      select jsonb_agg(offers.title order by offers.title ->> 'nb') as titles from offers
      where offers.id in (
        select passes.offer_id from passes
        where passes.allocation_id = allocations.id and (own.is_whole or ${isOwnPass})
        union
        select offer_id from allocation_counts
        where allocation_id = allocations.id and own.is_whole)
    ) as shown
    where allocations.municipalities && :municipalities::text[]
      ${after ? "and (allocations.created_at, allocations.id) < (:at::timestamptz, :id::uuid)" : ""}
    order by allocations.created_at desc, allocations.id desc limit :limit`);
}
