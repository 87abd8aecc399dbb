import { setImmediate as othersRun } from "node:timers/promises";

/** How long one turn may keep a scan waiting, in milliseconds: on a slow or busy machine it does fewer items. */
const turnMs = 5;

/**
 * Maps many items by work that occupies the process, cryptography above all, and lets other requests have their
 * turn in between: a thousand items at once would keep every scan waiting. `now` in milliseconds.
 */
export async function mapInTurns<T, R>(
  items: readonly T[],
  work: (item: T) => R,
  now: () => number = performance.now.bind(performance),
): Promise<R[]> {
  const results: R[] = [];
  let began = now();
  for (const item of items) {
    if (now() - began >= turnMs) {
      await othersRun();
      began = now();
    }
    results.push(work(item));
  }
  return results;
}
