import type { Db } from "../../db/connect.ts";
import {
  releaseGoogleLeases,
  renewGoogleLeases,
  acquireGoogleLeases,
} from "../../db/google/google-leases.ts";

/** Seconds. Renewed while the work lasts, so it only has to outlive a process that stalls. */
const lease = 15;

/**
 * Runs `work` with those of the keys that nobody else, in this process or another, works under at
 * this moment; answers undefined, without any work, when there are none.
 */
export async function withGoogleLeases<T>(
  db: Db,
  keys: string[],
  work: (keys: string[]) => Promise<T>,
): Promise<T | undefined> {
  const { holder, keys: taken } = await acquireGoogleLeases(db, keys, lease);
  if (taken.length === 0) return undefined;
  // A renewal that fails lets the lease run out, which is what it is for.
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
