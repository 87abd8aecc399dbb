import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";

/** What one recipient got of one offer. */
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

/** Who got what, by the offer's title; tickets whose child was forgotten are left out. */
export async function allocationLines(db: Db, allocationId: string): Promise<AllocationLine[]> {
  const { rows } = await db.raw<{ rows: AllocationLine[] }>(
    `select passes.recipient_id as "recipientId", offers.title, count(*)::int as count
     from passes join offers on offers.id = passes.offer_id
     where passes.allocation_id = ?::uuid and passes.recipient_id is not null
     group by passes.recipient_id, offers.id
     order by offers.title ->> 'nb', offers.id, passes.recipient_id`,
    [allocationId],
  );
  return rows;
}

/** Who did not get what, with the reason. */
export async function refusedLines(db: Db, allocationId: string): Promise<RefusedLine[]> {
  const { rows } = await db.raw<{ rows: RefusedLine[] }>(
    `select refusal ->> 'recipientId' as "recipientId", offers.title,
       refusal ->> 'reason' as reason
     from allocations
     cross join lateral jsonb_array_elements(allocations.refusals) as refusal
     join offers on offers.id = (refusal ->> 'offerId')::uuid
     where allocations.id = ?::uuid
     order by offers.title ->> 'nb', offers.id, 1`,
    [allocationId],
  );
  return rows;
}

/** How many of the allocation's tickets were taken into a wallet, or printed. */
export async function countFetched(db: Db, allocationId: string): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ fetched: number }] }>(
    `select count(*)::int as fetched from passes
     where allocation_id = ?::uuid and fetched_at is not null`,
    [allocationId],
  );
  return rows[0].fetched;
}

export interface AllocationSummary {
  id: string;
  createdAt: Date;
  allocated: number;
  refused: number;
  /** Of how many offers. */
  titles: Texts[];
}

/** The latest hundred allocations to the municipalities' children, newest first. */
export async function latestAllocations(
  db: Db,
  municipalities: string[],
): Promise<AllocationSummary[]> {
  const { rows } = await db.raw<{ rows: AllocationSummary[] }>(
    `select allocations.id, allocations.created_at as "createdAt", allocations.allocated,
       allocations.refused, coalesce(shown.titles, '[]') as titles
     from allocations
     cross join lateral (
       select jsonb_agg(offers.title order by offers.title ->> 'nb') as titles from offers
       where offers.id in (
         select passes.offer_id from passes where passes.allocation_id = allocations.id)
     ) as shown
     where allocations.municipalities <@ ?::text[]
     order by allocations.created_at desc, allocations.id limit 100`,
    [municipalities],
  );
  return rows;
}
