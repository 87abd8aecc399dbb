import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/** Fewer than the pool's ten connections, so that door, phones and reads always get one. */
const concurrency = 4;
/** Longer waits no caller; a proxy before us gives up at sixty seconds. */
const waitMs = 30_000;
/** What a repeated request waits for its first; both waits and a caller's, 15 seconds, stay under the sixty. */
const repeatedWaitMs = 10_000;

/**
 * Runs a write with a concurrency of four per operation, and of one per Idempotency-Key. Requests over
 * the limit wait for up to half a minute, repeated ones for ten seconds before; those of other operations, such as revocations, do not wait
 * behind them. Throws AppError("unavailable") after that, and at once when the queue is full.
 */
export function withWriteConcurrency<T>(
  { db }: Pick<Deps, "db">,
  { kind, request }: { kind: string; request?: string | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const limited = () => withKeyedLimit(db, kind, work, { concurrency, waitMs });
  return request === undefined
    ? limited()
    : withKeyedLimit(db, `${kind} ${request}`, limited, { waitMs: repeatedWaitMs });
}
