import type { Deps } from "../actions/deps.ts";
import { eraseEnded } from "../actions/erase-ended.ts";
import { expireDue } from "../actions/expire-due.ts";
import { issuePasses } from "../actions/issue-passes.ts";
import type { Jobs } from "../actions/jobs.ts";
import { lapseUnclaimed } from "../actions/lapse-unclaimed.ts";
import { notifyRecipient } from "../actions/notify-recipient.ts";
import { sweepOwedWork } from "../actions/sweep-owed-work.ts";

export type Processors = { [N in keyof Jobs]: (payload: Jobs[N]) => Promise<unknown> };

/** What each job does. */
export function makeProcessors(deps: Deps): Processors {
  return {
    "issue-passes": (payload) => issuePasses(deps, payload),
    "notify-recipient": (payload) => notifyRecipient(deps, payload),
    "expire-due": () => expireDue(deps),
    "lapse-unclaimed": () => lapseUnclaimed(deps),
    "sweep-owed-work": () => sweepOwedWork(deps),
    "erase-ended": () => eraseEnded(deps),
  };
}
