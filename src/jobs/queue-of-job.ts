import type { Jobs } from "../actions/jobs.ts";
import type { QueueName } from "../db/migrations.ts";

/** Issuing, telling and upkeep each have a queue, so that none waits behind another's backlog. */
export const queueOfJob: Record<keyof Jobs, QueueName> = {
  "issue-passes": "issue",
  "notify-recipient": "notify",
  "expire-due": "upkeep",
  "lapse-unclaimed": "upkeep",
  "sweep-owed-work": "upkeep",
  "erase-ended": "upkeep",
};
