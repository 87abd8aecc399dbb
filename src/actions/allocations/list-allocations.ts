import {
  latestAllocations,
  type AllocationSummary,
} from "../../db/allocations/allocation-lines.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

export type { AllocationSummary } from "../../db/allocations/allocation-lines.ts";

/** The officer's municipalities' latest hundred allocations, newest first. Throws AppError("forbidden"). */
export async function listAllocations(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<AllocationSummary[]> {
  return latestAllocations(db, requireNav(actor));
}
