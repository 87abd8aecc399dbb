import type { Deps } from "../actions/deps.ts";
import { deliverWebhook } from "../actions/deliver-webhook.ts";
import { eraseEnded } from "../actions/erase-ended.ts";
import { expireDue } from "../actions/expire-due.ts";
import { issuePasses } from "../actions/issue-passes.ts";
import type { Jobs } from "../actions/jobs.ts";
import { lapseUnclaimed } from "../actions/lapse-unclaimed.ts";
import { notifyRecipient } from "../actions/notify-recipient.ts";
import { reconcileGoogle, reconcileGoogleOffer } from "../actions/reconcile-google.ts";
import { pushApple } from "../actions/push-apple.ts";
import { sendInvitation } from "../actions/send-invitation.ts";
import { sweepOwedWork } from "../actions/sweep-owed-work.ts";
import { syncGoogle } from "../actions/sync-google.ts";

export type Processors = { [N in keyof Jobs]: (payload: Jobs[N]) => Promise<unknown> };

/** What each job does. */
export function makeProcessors(deps: Deps): Processors {
  return {
    "issue-passes": (payload) => issuePasses(deps, payload),
    "notify-recipient": (payload) => notifyRecipient(deps, payload),
    "sync-google": (payload) => syncGoogle(deps, payload),
    "reconcile-google": () => reconcileGoogle(deps),
    "reconcile-google-offer": (payload) => reconcileGoogleOffer(deps, payload),
    "push-apple": (payload) => pushApple(deps, payload),
    "send-invitation": (payload) => sendInvitation(deps, payload),
    "deliver-webhook": (payload) => deliverWebhook(deps, payload),
    "expire-due": () => expireDue(deps),
    "lapse-unclaimed": () => lapseUnclaimed(deps),
    "sweep-owed-work": () => sweepOwedWork(deps),
    "erase-ended": () => eraseEnded(deps),
  };
}
