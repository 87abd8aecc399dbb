import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/** Of the pool's ten connections: the doors, the phones and whoever reads always find one. */
const concurrency = 4;

/**
 * Runs what writes, four of a kind at a time, and of what repeats the same request one. When a whole
 * country allocates at once, its requests wait in line for half a minute, and a revocation passes
 * them by. Throws AppError("unavailable") when the line is longer.
 */
export function withWriteConcurrency<T>(
  { db }: Pick<Deps, "db">,
  { kind, request }: { kind: string; request?: string | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const inLane = () => withKeyedLimit(db, kind, work, { concurrency });
  return request === undefined ? inLane() : withKeyedLimit(db, `${kind} ${request}`, inLane);
}
