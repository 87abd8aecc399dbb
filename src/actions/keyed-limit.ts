import pLimit, { type LimitFunction } from "p-limit";
import type { Pool } from "../db/connect.ts";
import { AppError } from "../errors.ts";

const limits = new WeakMap<Pool, Map<string, LimitFunction>>();

const crowded = () =>
  new AppError("unavailable", "Too much is under way here; repeat this in a moment.");

export interface KeyedLimit {
  concurrency?: number;
  /** How many calls may wait. */
  places?: number;
  /** For how long one may wait, in milliseconds; unset: until its turn. */
  waitMs?: number;
}

/**
 * Runs `work` under a keyed concurrency limit of this process, first come, first served: at most
 * `concurrency` at a time under the same name. Waiting work holds no database connection. Throws
 * AppError("unavailable") at once when `places` calls are waiting, and after `waitMs` when the turn has not come: the work
 * is left out then.
 */
export async function withKeyedLimit<T>(
  db: Pool,
  name: string,
  work: () => Promise<T>,
  { concurrency = 1, places = 500, waitMs }: KeyedLimit = {},
): Promise<T> {
  const named = limits.get(db) ?? new Map<string, LimitFunction>();
  limits.set(db, named);
  const limit = named.get(name) ?? pLimit(concurrency);
  named.set(name, limit);
  if (limit.activeCount + limit.pendingCount >= concurrency + places) throw crowded();
  const leave = () => {
    if (limit.activeCount + limit.pendingCount === 0) named.delete(name);
  };
  return new Promise<T>((resolve, reject) => {
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      reject(crowded());
    };
    const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
    const begin = async () => {
      clearTimeout(timer);
      if (!isLate) resolve(await work());
    };
    limit(begin).catch(reject).finally(leave);
  });
}
