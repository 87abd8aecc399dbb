import { owedPushes, settlePushes, type OwedPush } from "../db/pushes.ts";
import { deletePushStop, findPushStop, savePushStop } from "../db/push-stops.ts";
import { pushDue, type ChangeKind } from "../domain/push-policy.ts";
import type { Apns } from "../wallets/apple/apns.ts";
import type { Deps } from "./deps.ts";
import { pushPage } from "./push-page.ts";

const pageSize = 1_000;
/** How often one push tries whether Apple takes a refused certificate again. */
const probeEveryMs = 5 * 60_000;
/** What is due later than this is left to the sweep. */
const followUpWithinMs = 60_000;

type Pushing = Pick<Deps, "apns" | "clock" | "db" | "enqueue" | "logger">;

/**
 * Pushes to every phone that is owed a change of the kind and may be pushed now: once, however many
 * of its tickets changed. Safe to run twice and at once, and to be killed anywhere: what is owed shows
 * in the rows until Apple has taken the push. Comes back for what is due soon; for the rest the sweep
 * does. While Apple refuses the certificate, one push every few minutes tries.
 */
export async function pushApple(deps: Pushing, { kind }: { kind: ChangeKind }): Promise<void> {
  const { db, apns } = deps;
  const entry = apns ? await entryOf(deps, apns) : "open";
  if (entry === "shut") return;
  let isProbe = entry === "probe";
  let next: Date | undefined;
  for (let after = ""; ;) {
    const page = await owedPushes(db, kind, after, pageSize);
    if (page.last === undefined) break;
    const { due, soonest } = sortByTime(page.pushes, kind, deps.clock.now());
    next = earliest(next, soonest);
    if (apns && due.length > 0) {
      const outcome = await pushPage({ ...deps, apns }, isProbe ? due.slice(0, 1) : due, {
        urgent: kind !== "routine",
      });
      next = earliest(next, outcome.next, outcome.unreachableUntil);
      if (outcome.refused !== undefined) return stop(deps, apns, outcome.refused);
      if (outcome.unreachableUntil) break;
      if (isProbe && !outcome.isLetIn) return;
      if (isProbe) {
        await resume(deps, apns);
        isProbe = false;
        continue;
      }
    }
    await settlePushes(db, kind, { after, last: page.last });
    after = page.last;
  }
  await followUp(deps, kind, next);
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

/** Whether Apple takes the certificate, as far as is known. */
async function entryOf({ db, clock }: Pushing, apns: Apns): Promise<"open" | "shut" | "probe"> {
  const known = await findPushStop(db, apns.topic);
  if (!known) return "open";
  const isAnother = known.certificate !== apns.certificate();
  return isAnother || clock.now() >= known.probeAfter ? "probe" : "shut";
}

async function stop({ db, clock, logger }: Pushing, apns: Apns, reason: string): Promise<void> {
  const now = clock.now();
  await savePushStop(db, apns.topic, {
    reason,
    certificate: apns.certificate(),
    stoppedAt: now,
    probeAfter: new Date(now.getTime() + probeEveryMs),
  });
  logger.error({ reason }, "Apple refuses the pass certificate: pushes have stopped");
}

async function resume({ db, logger }: Pushing, apns: Apns): Promise<void> {
  await deletePushStop(db, apns.topic);
  logger.info("Apple takes the pass certificate: pushes go on");
}

/** In whole seconds, so that many runs ask for the same follow-up only once. */
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
