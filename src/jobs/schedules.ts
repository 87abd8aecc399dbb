import { defaultRepeatStrategy } from "bullmq";
import type { Jobs } from "../actions/jobs.ts";
import type { JobQueue } from "./backend.ts";
import type { Timings } from "./timings.ts";

type Schedule = { job: keyof Jobs } & ({ every: number } | { pattern: string; tz: string });

/** A schedule this much later than it should be counts as broken. */
const toleranceMs = 30_000;

/** The schedules, all on the queue `upkeep`. */
export function schedulesAt({ sweepEveryMs }: Pick<Timings, "sweepEveryMs">): Schedule[] {
  return [
    { job: "sweep-owed-work", every: sweepEveryMs },
    { job: "expire-due", every: 60_000 },
    { job: "return-due", every: 60_000 },
    { job: "lapse-unclaimed", every: 3_600_000 },
    { job: "tell-of-unfetched", every: 3_600_000 },
    { job: "remind-due", every: 600_000 },
    { job: "remove-ended-sessions", every: 3_600_000 },
    { job: "remove-expired-imports", every: 600_000 },
    { job: "seal-audit", every: 600_000 },
    { job: "reconcile-google", pattern: "41 4 * * *", tz: "Europe/Oslo" },
    { job: "state-settlements", pattern: "1 0 1 * *", tz: "Europe/Oslo" },
    { job: "erase-ended", pattern: "17 3 * * *", tz: "Europe/Oslo" },
  ];
}

/**
 * Creates schedules that are missing, changed, overdue, or too far ahead by the clock `now`. Called
 * repeatedly, since schedules live in the queue: an emptied Redis loses them, an error between two runs
 * breaks the chain, and a worker whose clock was ahead leaves them in its future.
 */
export async function ensureSchedules(
  queue: JobQueue,
  schedules: Schedule[],
  now: number,
): Promise<void> {
  for (const { job, ...repeat } of schedules) {
    const known = await queue.getJobScheduler(job);
    const asWanted =
      known !== undefined &&
      ("every" in repeat ? Number(known.every) === repeat.every : known.pattern === repeat.pattern);
    const next = known?.next ?? 0;
    const latest =
      "every" in repeat ? now + repeat.every : (defaultRepeatStrategy(now, repeat) ?? Infinity);
    const isAhead = next > latest + toleranceMs;
    if (asWanted && next > now - toleranceMs && !isAhead) continue;
    // A schedule that stays keeps its next run, however far ahead.
    if (isAhead) await queue.removeJobScheduler(job);
    await queue.upsertJobScheduler(job, repeat, {
      name: job,
      data: {},
      opts: { removeOnComplete: true, removeOnFail: { count: 100 } },
    });
  }
}
