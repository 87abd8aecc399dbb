/**
 * Works on one item after the other. One that fails holds up none behind it: the first fault is thrown once all had
 * their turn.
 */
export async function inTurnDespiteFaults<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const faults: unknown[] = [];
  for (const item of items) await work(item).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
