import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../db/connect.ts";
import { releaseGoogleLease, renewGoogleLease, takeGoogleLease } from "../db/google-leases.ts";
import { AppError } from "../errors.ts";

/** Seconds. Renewed while the work lasts, so it only has to outlive a process that stalls. */
const lease = 15;
/** Milliseconds for which somebody who tapped waits for another process, and between two looks. */
const longestWait = 20_000;
const pause = 100;

async function take(db: Db, key: string): Promise<string> {
  for (let waited = 0; waited < longestWait; waited += pause) {
    const holder = await takeGoogleLease(db, key, lease);
    if (holder !== undefined) return holder;
    await sleep(pause);
  }
  throw new AppError(
    "wallet_unavailable",
    "The ticket is being made ready. Try again in a moment.",
  );
}

async function withLease(db: Db, key: string, work: () => Promise<void>): Promise<void> {
  const holder = await take(db, key);
  // A renewal that fails lets the lease run out, which is what it is for.
  const renewal = setInterval(
    () => void renewGoogleLease(db, key, holder, lease).catch(() => undefined),
    (lease * 1000) / 3,
  );
  try {
    await work();
  } finally {
    clearInterval(renewal);
    await releaseGoogleLease(db, key, holder);
  }
}

const underWay = new WeakMap<Db, Map<string, Promise<void>>>();

/**
 * Runs `work` while nobody else, in this process or another, does work under the same key; callers of
 * one process share a single run. `isOwed` is asked before and again once it is our turn, so whatever
 * somebody else did meanwhile is not done twice. Throws AppError("wallet_unavailable") when it never
 * is our turn, and whatever `work` throws, to all who waited for it.
 */
export async function oneAtATime<T>(
  db: Db,
  key: string,
  owed: () => Promise<T | undefined>,
  work: (task: T) => Promise<void>,
): Promise<void> {
  const flights = underWay.get(db) ?? new Map<string, Promise<void>>();
  underWay.set(db, flights);
  while ((await owed()) !== undefined) {
    const flight =
      flights.get(key) ??
      withLease(db, key, async () => {
        const task = await owed();
        if (task !== undefined) await work(task);
      }).finally(() => flights.delete(key));
    flights.set(key, flight);
    await flight;
  }
}
