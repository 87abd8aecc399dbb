import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/** Each has up to 40 MB of pictures, and takes as much again while they are drawn. */
const uploads = { concurrency: 4, places: 20, waitMs: 45_000 };
/** So that one provider's leave room for another's. */
const ownUploads = { concurrency: 2, places: 10 };

/**
 * Reads and handles an upload: four at a time, two of one provider. The body of another is not read before its
 * turn, and is not late because of that (`ArrivalLimit`). Throws AppError("unavailable") at once when too many wait, and
 * when the turn has not come after 45 seconds.
 */
export function withUpload<T>(
  { db }: Pick<Deps, "db">,
  { providerId }: { providerId: string },
  work: () => Promise<T>,
): Promise<T> {
  const read = () => withKeyedLimit(db, "uploads", work, uploads);
  return withKeyedLimit(db, `uploads ${providerId}`, read, ownUploads);
}

/**
 * Runs a provider's rendering tasks one at a time, so that slow pictures delay that provider only. Nested
 * calls deadlock.
 */
export function withRenderQueue<T>(
  { db }: Pick<Deps, "db">,
  { providerId }: { providerId: string },
  work: () => Promise<T>,
): Promise<T> {
  return withKeyedLimit(db, `draw ${providerId}`, work);
}
