import { findUnclaimed } from "../../db/passes/pass-ending.ts";
import { findDueReturns } from "../../db/passes/pass-returns.ts";
import type { Db } from "../../db/connect.ts";
import {
  kindsToPush,
  offersToIssue,
  recipientsToNotify,
  someExpire,
} from "../../db/operations/owed-work.ts";
import { offersToSync } from "../../db/google/google-sync.ts";
import { officesToTell } from "../../db/providers/office-notices.ts";
import { usersToInvite } from "../../db/providers/provider-invitations.ts";
import { usersToTell } from "../../db/providers/provider-notices.ts";
import { isLatestMonthUnstated } from "../../db/statistics/unstated-months.ts";
import { monthInOslo } from "../../domain/period.ts";
import { someIssued } from "../../db/integrations/issued-allocations.ts";
import { webhooksToDeliver } from "../../db/integrations/webhook-deliveries.ts";
import type { Deps } from "../deps.ts";
import { inTurnDespiteFaults } from "../in-turn-despite-faults.ts";
import type { Jobs } from "../jobs.ts";

type Sweep = Pick<Deps, "db" | "clock" | "enqueue" | "google">;

/** A job and the query for its owed work. */
const owed =
  <N extends keyof Jobs>(job: N, read: (db: Db, now: Date) => Promise<Jobs[N][]>) =>
  async ({ db, enqueue }: Sweep, now: Date): Promise<void> =>
    enqueue(job, await read(db, now));

const owedToGoogle = owed("sync-google", async (db) =>
  (await offersToSync(db)).map((offerId) => ({ offerId })),
);

const kinds = [
  owed("issue-passes", async (db, now) =>
    (await offersToIssue(db, now)).map((offerId) => ({ offerId })),
  ),
  owed("tell-issued", async (db) => ((await someIssued(db)) ? [{}] : [])),
  owed("notify-recipient", async (db, now) =>
    (await recipientsToNotify(db, now)).map((recipientId) => ({ recipientId })),
  ),
  async (deps: Sweep, now: Date) => (deps.google ? owedToGoogle(deps, now) : undefined),
  owed("push-apple", async (db) => (await kindsToPush(db)).map((kind) => ({ kind }))),
  owed("state-settlements", async (db, now) =>
    (await isLatestMonthUnstated(db, monthInOslo(now))) ? [{}] : [],
  ),
  owed("send-invitation", async (db) => (await usersToInvite(db)).map((userId) => ({ userId }))),
  owed("send-notices", async (db, now) =>
    (await usersToTell(db, now)).map((userId) => ({ userId })),
  ),
  owed("send-office-notices", async (db, now) =>
    (await officesToTell(db, now)).map((contactId) => ({ contactId })),
  ),
  owed("deliver-webhook", async (db, now) =>
    (await webhooksToDeliver(db, now)).map((webhookId) => ({ webhookId })),
  ),
  owed("expire-due", async (db, now) => ((await someExpire(db, now)) ? [{}] : [])),
  // Not by "exists", for which the planner takes a third of all tickets for due, and a kept plan reads every one.
  owed("lapse-unclaimed", async (db, now) => (await findUnclaimed(db, now, 1)).map(() => ({}))),
  owed("return-due", async (db, now) => (await findDueReturns(db, now, 1)).map(() => ({}))),
];

/**
 * Enqueues all work that the rows show as owed, so that a lost queue loses no work. Repetition is
 * harmless: jobs are deduplicated and safe to run twice. A kind that cannot be read holds up no other; the first
 * fault is thrown once all were tried.
 */
export async function sweepOwedWork(deps: Sweep): Promise<void> {
  const now = deps.clock.now();
  await inTurnDespiteFaults(kinds, (sweep) => sweep(deps, now));
}
