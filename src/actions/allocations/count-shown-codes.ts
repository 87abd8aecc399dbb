import { countShownCodes as count } from "../../db/codes/shown-codes.ts";
import { livePassesOfAllocation } from "../../db/passes/pass-ending.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * How many of the tickets that `revokeAllocation` would revoke bear a code of the provider's own that was
 * shown. Throws AppError "forbidden".
 */
export async function countShownCodes(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<number> {
  const visible = { municipalities: requireNav(actor), at: clock.now() };
  return count(db, await livePassesOfAllocation(db, allocationId, visible));
}
