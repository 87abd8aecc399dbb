import type { AllocationOutcome } from "../../src/actions/allocations/allocation-outcome.ts";

/** Returns the allocation; fails when nothing was allocated. */
export async function allocated(
  run: Promise<AllocationOutcome>,
): Promise<Extract<AllocationOutcome, { outcome: "allocated" }>> {
  const outcome = await run;
  if (outcome.outcome !== "allocated") throw new Error("Nothing was allocated.");
  return outcome;
}
