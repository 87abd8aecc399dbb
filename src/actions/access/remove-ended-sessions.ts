import { deleteExpiredLogoutTokens } from "../../db/access/logout-tokens.ts";
import { deleteExpiredSessions } from "../../db/access/sessions.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** How long after its end a session can still take a form that was being filled in. */
export const keptAfterEndMs = 24 * 3_600_000;

/** Deletes sessions a day after their latest end, with the forms that they hold, and expired logout tokens. */
export async function removeEndedSessions(deps: Pick<Deps, "clock" | "db">): Promise<number> {
  const now = deps.clock.now();
  return unitOfWork(deps, async ({ trx }) => {
    await deleteExpiredLogoutTokens(trx, now);
    return deleteExpiredSessions(trx, new Date(now.getTime() - keptAfterEndMs));
  });
}
