import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "../../db/connect.ts";
import { AppError } from "../../errors.ts";
import { withGoogleLeases, type LeasedKeys } from "./with-google-leases.ts";

/** Milliseconds: the longest wait for another process's lease, and the pause between attempts. */
const maxWait = 20_000;
const pause = 100;

async function withLease(
  db: Pool,
  key: string,
  work: (leased: LeasedKeys) => Promise<void>,
): Promise<void> {
  for (let waited = 0; waited < maxWait; waited += pause) {
    const done = await withGoogleLeases(db, [key], (leased) => work(leased).then(() => true));
    if (done) return;
    await sleep(pause);
  }
  throw new AppError(
    "wallet_unavailable",
    "The ticket is being made ready. Try again in a moment.",
  );
}

const underWay = new WeakMap<Pool, Map<string, Promise<void>>>();

/**
 * Runs `work` in a single flight per key, across processes by a lease; callers of one process share
 * one run. `owed` is read before and again under the lease, so that finished work is not repeated.
 * Throws AppError("wallet_unavailable") when no lease is acquired in time, and `work`'s error to
 * all callers who wait for it.
 */
export async function singleFlight<T>(
  db: Pool,
  key: string,
  owed: () => Promise<T | undefined>,
  work: (task: T, leased: LeasedKeys) => Promise<void>,
): Promise<void> {
  const flights = underWay.get(db) ?? new Map<string, Promise<void>>();
  underWay.set(db, flights);
  while ((await owed()) !== undefined) {
    const flight =
      flights.get(key) ??
      withLease(db, key, async (leased) => {
        const task = await owed();
        if (task !== undefined) await work(task, leased);
      }).finally(() => flights.delete(key));
    flights.set(key, flight);
    await flight;
  }
}
