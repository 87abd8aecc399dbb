import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/**
 * More than a person or a program sends at a time; the rest waits with its body unread. What has its turn may wait for
 * up to forty seconds more, see `withWriteConcurrency`; a proxy before us gives up at sixty.
 */
const limit = { concurrency: 2, places: 20, waitMs: 15_000 };

/**
 * Runs what a caller sends two at a time, so that one caller's bodies and long work leave room for another's. Throws
 * AppError("unavailable") at once when twenty of the caller's wait, and after 15 seconds.
 */
export const withCallerLimit = <T>(
  { db }: Pick<Deps, "db">,
  { kind, id }: { kind: string; id: string },
  work: () => Promise<T>,
): Promise<T> => withKeyedLimit(db, `${kind} of ${id}`, work, limit);
