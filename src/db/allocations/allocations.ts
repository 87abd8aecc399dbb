import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Db, Trx } from "../connect.ts";

export interface StoredRefusal {
  recipientId: string;
  offerId: string;
  reason: RefusalReason;
}

/** Records the decision; its tickets follow in the same transaction. Answers its id. */
export async function insertAllocation(
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
  const [inserted] = (await trx("allocations")
    .insert({
      municipalities: allocation.municipalities,
      mode: allocation.mode,
      allocated: allocation.allocated,
      refused: allocation.refused,
      refusals: JSON.stringify(allocation.refusals),
      created_by: allocation.createdBy,
      created_at: allocation.createdAt,
    })
    .returning("id")) as [{ id: string }];
  return inserted.id;
}

export type AllocationProgress = Record<PassState, number>;

export interface Allocation {
  id: string;
  mode: "all" | "possible";
  allocated: number;
  refused: number;
  createdAt: Date;
  /** How many of its tickets are in which state. */
  progress: AllocationProgress;
}

/** The allocation, if all of its children belong to the municipalities. */
export async function findAllocation(
  db: Db,
  id: string,
  municipalities: string[],
): Promise<Allocation | undefined> {
  const { rows } = await db.raw<{ rows: Allocation[] }>(
    `select allocations.id, allocations.mode, allocations.allocated, allocations.refused,
       allocations.created_at as "createdAt", counted.progress
     from allocations, lateral (
       select json_build_object(
         'pending', count(*) filter (where state = 'pending'),
         'active', count(*) filter (where state = 'active'),
         'used', count(*) filter (where state = 'used'),
         'expired', count(*) filter (where state = 'expired'),
         'revoked', count(*) filter (where state = 'revoked'),
         'returned', count(*) filter (where state = 'returned'),
         'lapsed', count(*) filter (where state = 'lapsed')) as progress
       from passes where passes.allocation_id = allocations.id
     ) as counted
     where allocations.id = ?::uuid and allocations.municipalities <@ ?::text[]`,
    [id, municipalities],
  );
  return rows[0];
}
