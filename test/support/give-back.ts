import { requestReturn } from "../../src/actions/passes/request-return.ts";
import { returnDuePasses } from "../../src/actions/passes/return-due-passes.ts";

type Deps = Parameters<typeof returnDuePasses>[0];

/** Gives a recipient's ticket back, as if the ten minutes for undo were over. */
export async function giveBack(
  deps: Deps,
  { recipientId: holderId, serialNumber }: { recipientId: string; serialNumber: string },
): Promise<void> {
  const asked = new Date(deps.clock.now().getTime() - 600_000);
  await requestReturn({ ...deps, clock: { now: () => asked } }, { holderId, serialNumber });
  await returnDuePasses(deps);
}
