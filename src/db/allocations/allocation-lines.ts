import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { sql } from "../sql.ts";
import { ownPart } from "./own-part.ts";

/** How many tickets of one offer were allocated to one recipient. */
export interface AllocationLine {
  recipientId: string;
  title: Texts;
  count: number;
}

export interface RefusedLine {
  recipientId: string;
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
  municipalities: string[],
): Promise<AllocationLine[]> {
  return sql(db, { allocationId, municipalities }).rows(`
    select passes.recipient_id, offers.title, count(*)::int as count
    from passes join offers on offers.id = passes.offer_id
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
    select refusal ->> 'recipientId' as recipient_id, offers.title, refusal ->> 'reason' as reason
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
  allocated: number;
  refused: number;
  /** Of how many offers. */
  titles: Texts[];
}

/** The latest hundred allocations to recipients of the municipalities, newest first, with their own part. */
export function latestAllocations(db: Db, municipalities: string[]): Promise<AllocationSummary[]> {
  return sql(db, { municipalities }).rows(`
    select allocations.id, allocations.created_at, own.allocated, own.refused,
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
    order by allocations.created_at desc, allocations.id limit 100`);
}
