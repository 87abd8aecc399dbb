import { findAllocation, type Allocation } from "../../db/allocations/allocations.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/** An allocation with its progress. Throws AppError "forbidden", or "not_found" (also for another municipality's). */
export async function getAllocation(
  { db }: Pick<Deps, "db">,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<Allocation> {
  const municipalities = requireNav(actor);
  const allocation = isUuid(allocationId)
    ? await findAllocation(db, allocationId, municipalities)
    : undefined;
  if (!allocation) throw new AppError("not_found", "There is no such allocation.");
  return allocation;
}
