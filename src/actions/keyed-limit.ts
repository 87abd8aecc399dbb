import type { Db } from "../db/connect.ts";
import { AppError } from "../errors.ts";

interface Line {
  running: number;
  waiting: (() => void)[];
}

const lines = new WeakMap<Db, Map<string, Line>>();

/**
 * Runs `work` when its turn comes: of one process's work under the same name, `lanes` run at a time, in
 * the order in which they came. Whoever waits holds no connection meanwhile, so that others find one.
 * Throws AppError("unavailable") at once when `places` wait already.
 */
export async function withKeyedLimit<T>(
  db: Db,
  name: string,
  work: () => Promise<T>,
  { concurrency = 1, places = 500 }: { concurrency?: number; places?: number } = {},
): Promise<T> {
  const named = lines.get(db) ?? new Map<string, Line>();
  lines.set(db, named);
  const line = named.get(name) ?? { running: 0, waiting: [] };
  named.set(name, line);
  if (line.running < concurrency) {
    line.running += 1;
  } else {
    if (line.waiting.length >= places) {
      throw new AppError("unavailable", "Too much is under way here; repeat this in a moment.");
    }
    await new Promise<void>((shouldContinue) => line.waiting.push(shouldContinue));
  }
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else line.running -= 1;
    if (line.running === 0) named.delete(name);
  }
}
