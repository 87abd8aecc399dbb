import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import {
  navStateOf,
  navStates,
  type NavState,
  type StoredState,
} from "../../domain/passes/nav-state.ts";
import { inFives } from "../../domain/in-fives.ts";
import type { Db, Trx } from "../connect.ts";
import { navStateColumns } from "../nav-state.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { ownPart } from "./own-part.ts";
import { sql } from "../sql.ts";

export interface StoredRefusal {
  recipientId: string;
  offerId: string;
  reason: RefusalReason;
  /** Tickets. */
  count: number;
}

/** Inserts the allocation; its tickets follow in the same transaction. */
export async function insertAllocation(
  trx: Trx,
  allocation: {
    id: string;
    municipalities: string[];
    mode: "all" | "possible";
    allocated: number;
    refused: number;
    refusals: StoredRefusal[];
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await sql(trx, { ...allocation, refusals: JSON.stringify(allocation.refusals) }).count(`
    insert into allocations
      (id, municipalities, mode, allocated, refused, refusals, created_by, created_at)
    values (:id, :municipalities, :mode, :allocated, :refused, :refusals, :createdBy, :createdAt)`);
}

/** How many tickets NAV sees in which state; `fetched` counts across the states, in fives. */
export type AllocationProgress = Record<NavState | "fetched", number>;

export interface Allocation {
  id: string;
  mode: "all" | "possible";
  allocated: number;
  refused: number;
  createdAt: Date;
  /** Of its tickets, without those of recipients who moved away. */
  progress: AllocationProgress;
}

type TicketCount = StoredState & { tickets: number; fetched: number };

function progressOf(counts: TicketCount[]): AllocationProgress {
  const none = [...navStates, "fetched"].map((name) => [name, 0]);
  const progress = Object.fromEntries(none) as AllocationProgress;
  for (const { tickets, fetched, ...stored } of counts) {
    progress[navStateOf(stored)] += tickets;
    progress.fetched += fetched;
  }
  progress.fetched = inFives(progress.fetched);
  return progress;
}

/**
 * The municipalities' part of the allocation, with the progress of their tickets; undefined when none of its
 * recipients belonged to them when it was made.
 */
export async function findAllocation(
  db: Db,
  id: string,
  visible: { municipalities: string[]; at: Date },
): Promise<Allocation | undefined> {
  type Found = Omit<Allocation, "progress"> & { counts: TicketCount[] };
  const found = await sql(db, { id, ...visible }).row<Found>(`
    select allocations.id, allocations.mode, own.allocated, own.refused, allocations.created_at,
      coalesce(counted.counts, '[]') as counts
    from allocations cross join lateral (${ownPart}) as own cross join lateral (
      select json_agg(json_build_object('state', state, 'isOver', is_over,
        'isCancelled', is_cancelled, 'tickets', tickets, 'fetched', fetched)) as counts
      from (
        select ${navStateColumns}, sum(tickets) as tickets, sum(fetched) as fetched
        from (
          select offer_id, state, count(*) as tickets, count(fetched_at) as fetched from passes
          where passes.allocation_id = allocations.id and (${isOwnPass}
            or (own.is_whole and passes.recipient_id is null))
          group by offer_id, state
          union all
          select offer_id, state, tickets, fetched from allocation_counts
          where allocation_id = allocations.id and own.is_whole
        ) as passes join offers on offers.id = passes.offer_id
        group by 1, 2, 3
      ) as alike
    ) as counted
    where allocations.id = :id::uuid and allocations.municipalities && :municipalities::text[]`);
  if (!found) return undefined;
  const { counts, ...allocation } = found;
  return { ...allocation, progress: progressOf(counts) };
}
