/** The worker's jobs and their payloads: ids alone, each safe to run twice. */
export interface Jobs {
  /** Issues all pending tickets of one offer, in chunks; one at a time per offer. */
  "issue-passes": { offerId: string };
  /** Tells a recipient once about all tickets not yet spoken of. */
  "notify-recipient": { recipientId: string };
  "expire-due": Record<string, never>;
  "lapse-unclaimed": Record<string, never>;
  /** Enqueues whatever the rows say is still owed. */
  "sweep-owed-work": Record<string, never>;
  /** Deletes the link between child and ticket 60 days after the ticket ended. */
  "erase-ended": Record<string, never>;
}
