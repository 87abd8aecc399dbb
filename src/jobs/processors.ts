import { inTurnDespiteFaults } from "../actions/in-turn-despite-faults.ts";
import type { Deps } from "../actions/deps.ts";
import { removeEndedSessions } from "../actions/access/remove-ended-sessions.ts";
import { expireCodes } from "../actions/codes/expire-codes.ts";
import { tellOfUnfetched } from "../actions/offers/tell-of-unfetched.ts";
import { deliverWebhook } from "../actions/integrations/deliver-webhook.ts";
import { tellIssuedAllocations } from "../actions/integrations/tell-issued-allocations.ts";
import { anonymiseEndedPasses } from "../actions/passes/anonymise-ended-passes.ts";
import { expireLatePasses, expirePasses } from "../actions/passes/expire-passes.ts";
import { issuePasses } from "../actions/passes/issue-passes.ts";
import type { Jobs } from "../actions/jobs.ts";
import { lapseUnclaimedPasses } from "../actions/passes/lapse-unclaimed-passes.ts";
import { returnDuePasses } from "../actions/passes/return-due-passes.ts";
import { notifyRecipient } from "../actions/recipients/notify-recipient.ts";
import { removeIdleRecipients } from "../actions/recipients/remove-idle-recipients.ts";
import { removeOldLists } from "../actions/lists/remove-old-lists.ts";
import { remindDue } from "../actions/recipients/remind-due.ts";
import { removeExpiredImports } from "../actions/recipients/remove-import.ts";
import { reconcileGoogle, reconcileGoogleOffer } from "../actions/google/reconcile-google.ts";
import { pushApple } from "../actions/apple/push-apple.ts";
import { sendNotices } from "../actions/providers/send-notices.ts";
import { sendOfficeNotices } from "../actions/providers/send-office-notices.ts";
import { sendInvitation } from "../actions/providers/send-invitation.ts";
import { sealAudit } from "../actions/operations/seal-audit.ts";
import { stateSettlements } from "../actions/statistics/state-settlements.ts";
import { sweepOwedWork } from "../actions/operations/sweep-owed-work.ts";
import { syncGoogle } from "../actions/google/sync-google.ts";

export type Processors = { [N in keyof Jobs]: (payload: Jobs[N]) => Promise<unknown> };

export function createProcessors(deps: Deps): Processors {
  return {
    "issue-passes": (payload) => issuePasses(deps, payload),
    "notify-recipient": (payload) => notifyRecipient(deps, payload),
    "sync-google": (payload) => syncGoogle(deps, payload),
    "reconcile-google": () => reconcileGoogle(deps),
    "reconcile-google-offer": (payload) => reconcileGoogleOffer(deps, payload),
    "push-apple": (payload) => pushApple(deps, payload),
    "send-notices": (payload) => sendNotices(deps, payload),
    "send-office-notices": (payload) => sendOfficeNotices(deps, payload),
    "send-invitation": (payload) => sendInvitation(deps, payload),
    "deliver-webhook": (payload) => deliverWebhook(deps, payload),
    "tell-issued": () => tellIssuedAllocations(deps),
    "expire-due": () =>
      inTurnDespiteFaults([expireCodes, expirePasses], async (step) => {
        await step(deps);
      }),
    "lapse-unclaimed": () => lapseUnclaimedPasses(deps),
    "tell-of-unfetched": () => tellOfUnfetched(deps),
    "return-due": () => returnDuePasses(deps),
    "remind-due": () => remindDue(deps),
    "sweep-owed-work": () => sweepOwedWork(deps),
    "state-settlements": () => stateSettlements(deps),
    "remove-ended-sessions": () => removeEndedSessions(deps),
    "remove-expired-imports": () => removeExpiredImports(deps),
    "seal-audit": () => sealAudit(deps),
    "erase-ended": () =>
      inTurnDespiteFaults(
        [expireLatePasses, anonymiseEndedPasses, removeIdleRecipients, removeOldLists],
        async (step) => {
          await step(deps);
        },
      ),
  };
}
