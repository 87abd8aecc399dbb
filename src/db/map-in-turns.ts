import { setImmediate as othersRun } from "node:timers/promises";

/** Cryptography that takes a few milliseconds. */
const atATime = 50;

/**
 * Maps many items by work that occupies the process, and lets other requests have their turn in between: a
 * thousand at once would keep every scan waiting.
 */
export async function mapInTurns<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % atATime === 0) await othersRun();
    results.push(work(item));
  }
  return results;
}
