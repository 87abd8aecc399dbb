import type { Jobs } from "../actions/jobs.ts";
import type { QueueName } from "../db/migrations.ts";

/** The queue of each job. Five queues, so that no kind of work waits behind another's backlog. */
export const queueOfJob: Record<keyof Jobs, QueueName> = {
  "issue-passes": "issue",
  "notify-recipient": "notify",
  "sync-google": "google",
  "reconcile-google": "upkeep",
  "reconcile-google-offer": "google",
  "push-apple": "push",
  "send-invitation": "notify",
  "send-notices": "notify",
  "send-office-notices": "notify",
  "deliver-webhook": "notify",
  "tell-issued": "upkeep",
  "expire-due": "upkeep",
  "lapse-unclaimed": "upkeep",
  "tell-of-unfetched": "upkeep",
  "return-due": "upkeep",
  "remind-due": "upkeep",
  "sweep-owed-work": "upkeep",
  "state-settlements": "upkeep",
  "remove-ended-sessions": "upkeep",
  "remove-expired-imports": "upkeep",
  "seal-audit": "upkeep",
  "erase-ended": "upkeep",
};
