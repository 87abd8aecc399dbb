import { latestAllocations, type AllocationSummary } from "../db/allocation-lines.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

export type { AllocationSummary } from "../db/allocation-lines.ts";

/** The officer's municipalities' latest hundred allocations, newest first. Throws AppError("forbidden"). */
export async function listAllocations(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<AllocationSummary[]> {
  return latestAllocations(db, municipalitiesOf(actor));
}
