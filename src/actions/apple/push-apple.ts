import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/connect.ts";
import {
  owedPushes,
  clearCompletedPushes,
  type OwedBatch,
  type OwedPush,
} from "../../db/apple/pushes.ts";
import { releasePushes } from "../../db/apple/push-leases.ts";
import {
  deletePushSuspension,
  findPushSuspension,
  upsertPushSuspension,
} from "../../db/apple/push-suspensions.ts";
import { pushDue, type ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Apns } from "../../wallets/apple/apns.ts";
import type { Deps } from "../deps.ts";
import { runConcurrently } from "../run-concurrently.ts";
import { unitOfWork } from "../unit-of-work.ts";
import {
  isUnauthorized,
  recordPushAnswers,
  sendPushBatch,
  acquirePushLeases,
} from "./push-batch.ts";

const pageSize = 1_000;
/** Three batches are in flight: one being read, one pushed, one recorded. */
const concurrency = [1, 2, 3];
/** Milliseconds between reads for urgent changes that arrive during a run. */
const lookAgainMs = 200;
/** Milliseconds between probes of a refused certificate. */
const probeEveryMs = 5 * 60_000;
/** Later pushes are left to the sweep. */
const followUpWithinMs = 60_000;

type Pushing = Pick<Deps, "apns" | "clock" | "db" | "enqueue" | "logger">;

/**
 * Pushes once to every phone that is owed a change of the kind, however many of its tickets
 * changed. Safe to run twice, concurrently, and to be killed: a push stays owed in the rows until
 * APNs accepts it. Enqueues a follow-up for pushes due soon. While Apple refuses the certificate,
 * one push every few minutes probes it.
 */
export async function pushApple(deps: Pushing, { kind }: { kind: ChangeKind }): Promise<void> {
  const { db, clock, apns } = deps;
  if (apns && !(await mayPush(deps, apns, kind))) return;
  const urgent = kind !== "routine";
  const reader = pageReader(db, kind);
  const run: { next?: Date | undefined; refused?: string | undefined; isOver: boolean } = {
    isOver: false,
  };
  let pages = 0;
  let pushing = 0;
  const work = async ({ after, last, pushes }: Page): Promise<void> => {
    const { due, soonest } = sortByTime(pushes, kind, clock.now());
    run.next = earliest(run.next, soonest);
    const taken = apns ? await acquirePushLeases(deps, due) : [];
    if (run.isOver) await unitOfWork(deps, ({ trx }) => releasePushes(trx, taken));
    else if (apns && taken.length > 0) {
      pushing++;
      const askedAt = clock.now();
      const answered = await sendPushBatch(apns, taken, { urgent }).finally(() => pushing--);
      // Before the leases are released: other runs would acquire the rows and be refused as well.
      run.isOver ||= isUnauthorized(answered);
      const { next, refused, unreachableUntil } = await recordPushAnswers(deps, answered, askedAt);
      run.next = earliest(run.next, next, unreachableUntil);
      run.refused ??= refused;
    }
    await unitOfWork(deps, ({ trx }) => clearCompletedPushes(trx, kind, { after, last }));
  };
  await runConcurrently(concurrency, concurrency.length, async () => {
    while (!run.isOver) {
      const page = await reader.read();
      if (page) {
        pages++;
        await work(page).finally(() => pages--);
      } else if (!urgent || pages === 0) break;
      else {
        // Another job of the kind waits until this one ends, and one push may take long.
        await sleep(lookAgainMs);
        if (pushing > 0) reader.restart();
      }
    }
    return true;
  });
  if (apns && run.refused !== undefined) await stop(deps, apns, run.refused);
  else await followUp(deps, kind, run.next);
}

interface Page extends OwedBatch {
  after: string;
  last: string;
}

/** Reads each page once among concurrent readers. */
function pageReader(db: Db, kind: ChangeKind) {
  let cursor: Promise<string | undefined> = Promise.resolve("");
  return {
    read: async (): Promise<Page | undefined> => {
      const read = cursor.then(async (after) => {
        if (after === undefined) return undefined;
        const { last, pushes } = await owedPushes(db, kind, after, pageSize);
        return last === undefined ? undefined : { after, last, pushes };
      });
      cursor = read.then(
        (page) => page?.last,
        () => undefined,
      );
      return read;
    },
    restart: () => {
      cursor = Promise.resolve("");
    },
  };
}

const earliest = (...dates: (Date | undefined)[]): Date | undefined =>
  dates.reduce(
    (first, date) => (first && date && first < date ? first : (date ?? first)),
    undefined,
  );

function sortByTime(pushes: OwedPush[], kind: ChangeKind, now: Date) {
  const due: OwedPush[] = [];
  let soonest: Date | undefined;
  for (const push of pushes) {
    const allowed = pushDue({ kind, since: push.since, latest: push.latest }, push.lastPush);
    const dueAt = push.pushAfter && push.pushAfter > allowed ? push.pushAfter : allowed;
    if (dueAt <= now) due.push(push);
    else soonest = earliest(soonest, dueAt);
  }
  return { due, soonest };
}

/** Whether APNs accepts the certificate. During a suspension, probes with one push. */
async function mayPush(deps: Pushing, apns: Apns, kind: ChangeKind): Promise<boolean> {
  const { db, clock, logger } = deps;
  const known = await findPushSuspension(db, apns.topic);
  if (!known) return true;
  const isAnother = known.certificate !== apns.certificate();
  if (!isAnother && clock.now() < known.probeAfter) return false;
  const { pushes } = await owedPushes(db, kind, "", pageSize);
  const { due } = sortByTime(pushes, kind, clock.now());
  const taken = await acquirePushLeases(deps, due.slice(0, 1));
  const askedAt = clock.now();
  const answered = await sendPushBatch(apns, taken, { urgent: true });
  const probe = await recordPushAnswers(deps, answered, askedAt);
  if (probe.refused !== undefined) await stop(deps, apns, probe.refused);
  if (!probe.isCertificateAccepted) return false;
  await unitOfWork(deps, ({ trx }) => deletePushSuspension(trx, apns.topic));
  logger.info("Apple takes the pass certificate: pushes go on");
  return true;
}

async function stop(deps: Pushing, apns: Apns, reason: string): Promise<void> {
  const now = deps.clock.now();
  const suspension = {
    reason,
    certificate: apns.certificate(),
    stoppedAt: now,
    probeAfter: new Date(now.getTime() + probeEveryMs),
  };
  await unitOfWork(deps, ({ trx }) => upsertPushSuspension(trx, apns.topic, suspension));
  deps.logger.error({ reason }, "Apple refuses the pass certificate: pushes have stopped");
}

/** Enqueues a follow-up, in whole seconds so that concurrent runs' follow-ups are deduplicated. */
async function followUp(
  { clock, enqueue }: Pushing,
  kind: ChangeKind,
  next: Date | undefined,
): Promise<void> {
  if (!next) return;
  const delayMs = Math.max(next.getTime() - clock.now().getTime(), 0);
  if (delayMs > followUpWithinMs) return;
  const at = new Date(Math.ceil(next.getTime() / 1_000) * 1_000);
  await enqueue("push-apple", [{ kind, at: at.toISOString() }], {
    delayMs: Math.max(at.getTime() - clock.now().getTime(), 0),
  });
}
