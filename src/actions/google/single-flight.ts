import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/connect.ts";
import { AppError } from "../../errors.ts";
import { withGoogleLeases } from "./with-google-leases.ts";

/** Milliseconds for which somebody who tapped waits for another process, and between two looks. */
const maxWait = 20_000;
const pause = 100;

async function withLease(db: Db, key: string, work: () => Promise<void>): Promise<void> {
  for (let waited = 0; waited < maxWait; waited += pause) {
    const done = await withGoogleLeases(db, [key], () => work().then(() => true));
    if (done) return;
    await sleep(pause);
  }
  throw new AppError(
    "wallet_unavailable",
    "The ticket is being made ready. Try again in a moment.",
  );
}

const underWay = new WeakMap<Db, Map<string, Promise<void>>>();

/**
 * Runs `work` while nobody else, in this process or another, does work under the same key; callers of
 * one process share a single run. `isOwed` is asked before and again once it is our turn, so whatever
 * somebody else did meanwhile is not done twice. Throws AppError("wallet_unavailable") when it never
 * is our turn, and whatever `work` throws, to all who waited for it.
 */
export async function singleFlight<T>(
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
