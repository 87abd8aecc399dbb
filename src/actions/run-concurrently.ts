/**
 * Calls `work` for each item, at most `concurrency` at a time, until one call returns false or throws.
 * Waits for the calls under way and throws the first error.
 */
export async function runConcurrently<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  const left = items.values();
  let stopped = false;
  const worker = async () => {
    for (const item of left) {
      if (stopped) return;
      try {
        if (!(await work(item))) stopped = true;
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
