import type { Db } from "../../db/connect.ts";
import {
  releaseGoogleLeases,
  renewGoogleLeases,
  acquireGoogleLeases,
} from "../../db/google/google-leases.ts";

/** Seconds. Renewed during the work, so it need only outlive a process that stalls. */
const lease = 15;

/**
 * Runs `work` with the keys whose leases are free in all processes; undefined, without running it,
 * when there are none.
 */
export async function withGoogleLeases<T>(
  db: Db,
  keys: string[],
  work: (keys: string[]) => Promise<T>,
): Promise<T | undefined> {
  const { holder, keys: taken } = await acquireGoogleLeases(db, keys, lease);
  if (taken.length === 0) return undefined;
  // A failed renewal lets the lease expire.
  const renewal = setInterval(
    () => void renewGoogleLeases(db, holder, lease).catch(() => undefined),
    (lease * 1000) / 3,
  );
  try {
    return await work(taken);
  } finally {
    clearInterval(renewal);
    await releaseGoogleLeases(db, holder);
  }
}
