import pLimit from "p-limit";
import { AppError } from "../../errors.ts";

/** While one statement waits, another reads what was asked for meanwhile. */
const concurrency = 2;
/** What waited longer, in milliseconds, is not read: its callers have given up, or repeat it. */
const longestWait = 10_000;
/** The rows of one statement are read without a pause. */
const mostKeys = 100;

/**
 * Reads by key, two statements at a time: what is asked for meanwhile is read together by the next, so that of however
 * many who ask at the same moment each costs a part of a statement. Every answer is read after it was asked for. A
 * statement that fails fails for all its keys, so they must be such that `read` fails for none of them alone. `read`
 * runs in the async context of the first who asked, so it may not depend on who asks.
 * Throws AppError("unavailable") where the statements before take longer than ten seconds.
 */
export function readTogether<T>(
  read: (keys: string[]) => Promise<Map<string, T>>,
  now: () => number = performance.now.bind(performance),
): (key: string) => Promise<T | undefined> {
  const limit = pLimit(concurrency);
  let waiting: { keys: Set<string>; found: Promise<Map<string, T>> } | undefined;
  const begin = () => {
    const keys = new Set<string>();
    const asked = now();
    const found = limit(() => {
      if (waiting?.keys === keys) waiting = undefined;
      if (now() - asked > longestWait) {
        throw new AppError("unavailable", "Too much is under way here; repeat this in a moment.");
      }
      return read([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    if (waiting === undefined || waiting.keys.size >= mostKeys) waiting = begin();
    waiting.keys.add(key);
    return (await waiting.found).get(key);
  };
}
