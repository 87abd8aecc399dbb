import type { Pool } from "../../db/connect.ts";
import {
  releaseGoogleLeases,
  renewGoogleLeases,
  acquireGoogleLeases,
} from "../../db/google/google-leases.ts";

const objectPrefix = "object ";
export const classKey = (offerId: string): string => `class ${offerId}`;
export const objectKey = (serialNumber: string): string => `${objectPrefix}${serialNumber}`;
export const serialNumberOfKey = (key: string): string => key.slice(objectPrefix.length);

/** Seconds. Renewed during the work, so it need only outlive a process that stalls. */
const lease = 15;

export interface LeasedKeys {
  keys: string[];
  /** Whether the key has to be written again, since an earlier request got no answer. */
  isDue: (key: string) => boolean;
  /** Reports a request without an answer: the keys are written again once it cannot be under way. */
  onUnanswered: () => void;
  /** Reports that all keys were written that are due. */
  settle: () => void;
}

/**
 * Runs `work` with the keys whose leases are free in all processes; undefined, without running it,
 * when there are none.
 */
export async function withGoogleLeases<T>(
  db: Pool,
  keys: string[],
  work: (leased: LeasedKeys) => Promise<T>,
): Promise<T | undefined> {
  const { holder, keys: taken, due } = await acquireGoogleLeases(db, keys, lease);
  if (taken.length === 0) return undefined;
  // A failed renewal lets the lease expire.
  const renewal = setInterval(
    () => void renewGoogleLeases(db, holder, lease).catch(() => undefined),
    (lease * 1000) / 3,
  );
  let inDoubt = false;
  let settled: string[] = [];
  try {
    return await work({
      keys: taken,
      isDue: (key) => due.includes(key),
      onUnanswered: () => (inDoubt = true),
      settle: () => (settled = due),
    });
  } finally {
    clearInterval(renewal);
    await releaseGoogleLeases(db, holder, { inDoubt, settled });
  }
}
