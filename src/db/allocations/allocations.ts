import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import { passStates, type PassState } from "../../domain/passes/pass.ts";
import type { Db, Trx } from "../connect.ts";
import { isOwnOrAnonymousPass } from "../passes/own-passes.ts";
import { sql } from "../sql.ts";

export interface StoredRefusal {
  recipientId: string;
  offerId: string;
  reason: RefusalReason;
}

/** Inserts the allocation and returns its id; its tickets follow in the same transaction. */
export function insertAllocation(
  trx: Trx,
  allocation: {
    municipalities: string[];
    mode: "all" | "possible";
    allocated: number;
    refused: number;
    refusals: StoredRefusal[];
    createdBy: string;
    createdAt: Date;
  },
): Promise<string> {
  return sql(trx, { ...allocation, refusals: JSON.stringify(allocation.refusals) }).value(`
    insert into allocations
      (municipalities, mode, allocated, refused, refusals, created_by, created_at)
    values (:municipalities, :mode, :allocated, :refused, :refusals, :createdBy, :createdAt)
    returning id`);
}

export type AllocationProgress = Record<PassState, number>;

export interface Allocation {
  id: string;
  mode: "all" | "possible";
  allocated: number;
  refused: number;
  createdAt: Date;
  /** How many of its tickets are in which state, without those of recipients who moved away. */
  progress: AllocationProgress;
}

/**
 * The allocation with the progress of the municipalities' tickets; undefined unless all of its recipients
 * belonged to the municipalities when it was made.
 */
export function findAllocation(
  db: Db,
  id: string,
  municipalities: string[],
): Promise<Allocation | undefined> {
  const counts = passStates.map(
    (state) => `'${state}', coalesce(sum(tickets) filter (where state = '${state}'), 0)`,
  );
  return sql(db, { id, municipalities }).row(`
    select allocations.id, allocations.mode, allocations.allocated, allocations.refused,
      allocations.created_at, counted.progress
    from allocations, lateral (
      select json_build_object(${counts.join(", ")}) as progress
      from (
        select state, 1 as tickets from passes
        where passes.allocation_id = allocations.id and ${isOwnOrAnonymousPass}
        union all
        select state, tickets from allocation_counts where allocation_id = allocations.id
      ) as counts
    ) as counted
    where allocations.id = :id::uuid and allocations.municipalities <@ :municipalities::text[]`);
}
