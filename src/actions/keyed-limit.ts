import pLimit, { type LimitFunction } from "p-limit";
import type { Pool } from "../db/connect.ts";
import { AppError } from "../errors.ts";

const limits = new WeakMap<Pool, Map<string, LimitFunction>>();

/**
 * Runs `work` under a keyed concurrency limit of this process, first come, first served: at most
 * `concurrency` at a time under the same name. Waiting work holds no database connection. Throws
 * AppError("unavailable") at once when `places` calls are waiting.
 */
export async function withKeyedLimit<T>(
  db: Pool,
  name: string,
  work: () => Promise<T>,
  { concurrency = 1, places = 500 }: { concurrency?: number; places?: number } = {},
): Promise<T> {
  const named = limits.get(db) ?? new Map<string, LimitFunction>();
  limits.set(db, named);
  const limit = named.get(name) ?? pLimit(concurrency);
  named.set(name, limit);
  if (limit.activeCount + limit.pendingCount >= concurrency + places) {
    throw new AppError("unavailable", "Too much is under way here; repeat this in a moment.");
  }
  try {
    return await limit(work);
  } finally {
    if (limit.activeCount + limit.pendingCount === 0) named.delete(name);
  }
}
