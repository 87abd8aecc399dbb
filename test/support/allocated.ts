import type { AllocationOutcome } from "../../src/actions/allocations/allocation-outcome.ts";

/** What was allocated; fails when nothing was. */
export async function allocated(
  run: Promise<AllocationOutcome>,
): Promise<Extract<AllocationOutcome, { outcome: "allocated" }>> {
  const outcome = await run;
  if (outcome.outcome !== "allocated") throw new Error("Nothing was allocated.");
  return outcome;
}
