import { findAllocation, type Allocation } from "../../db/allocations/allocations.ts";
import type { Db } from "../../db/connect.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * An allocation with its progress, from which no use shows. Throws AppError "forbidden", or "not_found" (also
 * for another municipality's).
 */
export async function getAllocation(
  { db, clock }: Pick<Deps, "clock"> & { db: Db },
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<Allocation> {
  const visible = { municipalities: requireNav(actor), at: clock.now() };
  const found = isUuid(allocationId) ? await findAllocation(db, allocationId, visible) : undefined;
  if (!found) throw new AppError("not_found", "There is no such allocation.");
  return found;
}
