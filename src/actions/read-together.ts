import pLimit from "p-limit";

/** So that a statement which hangs holds up half of the callers at most. */
const concurrency = 2;
/** The rows of one statement are read without a pause. */
const mostKeys = 100;

/**
 * Reads by key, two statements at a time: what is asked for meanwhile is read together by the next, so that of however
 * many who ask at the same moment each costs a part of a statement. Every answer is read after it was asked for. A
 * statement that fails fails for all its keys, so they must be such that `read` fails for none of them alone.
 */
export function readTogether<T>(
  read: (keys: string[]) => Promise<Map<string, T>>,
): (key: string) => Promise<T | undefined> {
  const limit = pLimit(concurrency);
  let waiting: { keys: Set<string>; found: Promise<Map<string, T>> } | undefined;
  const begin = () => {
    const keys = new Set<string>();
    const found = limit(() => {
      if (waiting?.keys === keys) waiting = undefined;
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
