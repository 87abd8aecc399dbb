import type { ChangeKind } from "../domain/apple/push-policy.ts";

/** The worker's jobs and their payloads: ids alone, each safe to run twice. */
export interface Jobs {
  /** Issues all pending tickets of one offer, in chunks; one at a time per offer. */
  "issue-passes": { offerId: string };
  /** Sends a recipient one message about all tickets without a message. */
  "notify-recipient": { recipientId: string };
  /** Sends a provider's user the invitation to sign in. */
  "send-invitation": { userId: string };
  /** Sends a provider's user the due notices. */
  "send-notices": { userId: string };
  /** Sends a culture office's contact one e-mail about the decisions that wait for it. */
  "send-office-notices": { contactId: string };
  /** Sends a webhook's due deliveries. */
  "deliver-webhook": { webhookId: string };
  /** Tells NAV's webhooks of allocations whose tickets are all issued. */
  "tell-issued": Record<string, never>;
  /** Marks codes that are over as expired, and ends tickets whose time is over, or whose offer ended in the last seven days. */
  "expire-due": Record<string, never>;
  "lapse-unclaimed": Record<string, never>;
  /** Notifies providers of offers without a fetched ticket. */
  "tell-of-unfetched": Record<string, never>;
  /** Returns the tickets whose holders asked for it ten minutes ago. */
  "return-due": Record<string, never>;
  /** Synchronises an offer's class and objects with Google; one at a time per offer. */
  "sync-google": { offerId: string };
  /** Enqueues a reconciliation for every offer with tickets in Google. */
  "reconcile-google": Record<string, never>;
  /** Reconciles one offer's tickets with Google's objects. */
  "reconcile-google-offer": { offerId: string };
  /** Pushes changes of the kind to all phones owed one. `at`: a follow-up at that time. */
  "push-apple": { kind: ChangeKind; at?: string };
  /** Reminds of tickets that are not fetched, the day before their deadline or event. */
  "remind-due": Record<string, never>;
  /** Enqueues all work that the rows show as owed. */
  "sweep-owed-work": Record<string, never>;
  /** States the settlements of past months. */
  "state-settlements": Record<string, never>;
  /** Deletes sessions of staff and of providers' users that have ended. */
  "remove-ended-sessions": Record<string, never>;
  /** Deletes uploaded tables of recipients that were never imported. */
  "remove-expired-imports": Record<string, never>;
  /** Seals the audit events of the last minutes. */
  "seal-audit": Record<string, never>;
  /** Ends the live tickets of every offer that has ended, anonymises tickets 60 days after they ended, and removes recipients whose retention is over. */
  "erase-ended": Record<string, never>;
}
