/**
 * Does the work for each item, `lanes` at a time, until one answers false or throws; what is under way
 * by then comes to its end first. Throws what was thrown first.
 */
export async function inLanes<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  const left = items.values();
  let stopped = false;
  const lane = async () => {
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
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, lane));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
