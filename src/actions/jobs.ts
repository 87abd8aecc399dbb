import type { ChangeKind } from "../domain/apple/push-policy.ts";

/** The worker's jobs and their payloads: ids alone, each safe to run twice. */
export interface Jobs {
  /** Issues all pending tickets of one offer, in chunks; one at a time per offer. */
  "issue-passes": { offerId: string };
  /** Tells a recipient once about all tickets not yet spoken of. */
  "notify-recipient": { recipientId: string };
  /** Tells a person how to sign in on a provider's page. */
  "send-invitation": { userId: string };
  /** Sends what one webhook is owed. */
  "deliver-webhook": { webhookId: string };
  "expire-due": Record<string, never>;
  "lapse-unclaimed": Record<string, never>;
  /** Brings Google's class and objects of one offer to what is owed; one at a time per offer. */
  "sync-google": { offerId: string };
  /** Hands in a comparison for every offer that has tickets in Google. */
  "reconcile-google": Record<string, never>;
  /** Compares one offer's tickets with what Google holds, and repairs. */
  "reconcile-google-offer": { offerId: string };
  /** Pushes to all phones that are owed a change of the kind. `at`: a follow-up for that moment. */
  "push-apple": { kind: ChangeKind; at?: string };
  /** Enqueues whatever the rows say is still owed. */
  "sweep-owed-work": Record<string, never>;
  /** States the settlements of the months that are over. */
  "state-settlements": Record<string, never>;
  /** Deletes the link between child and ticket 60 days after the ticket ended. */
  "erase-ended": Record<string, never>;
}
