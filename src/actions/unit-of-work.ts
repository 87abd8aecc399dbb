import type { Pool, Trx } from "../db/connect.ts";
import type { NestableDeps } from "./deps.ts";
import { refuseOnlyAsking } from "./only-asking.ts";

type Effect = (db: Pool) => Promise<unknown>;

export interface UnitOfWork {
  trx: Trx;
  /**
   * Runs the effect with the pool after the outermost commit; never after a rollback. Effects run
   * concurrently and must not reject, since the transaction has committed.
   */
  afterCommit: (effect: Effect) => void;
}

/** The effects that wait for the commit of each open transaction. */
const waiting = new WeakMap<Trx, Effect[]>();

/**
 * Opens a transaction. Within another unit of work (that of an Idempotency-Key) it is a savepoint,
 * and its effects wait for the outermost commit. Throws OnlyAsking in a request that only asks.
 */
export async function unitOfWork<T>(
  { db }: Pick<NestableDeps, "db">,
  run: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  refuseOnlyAsking();
  const effects: Effect[] = [];
  const result = await db.transaction(async (trx) => {
    waiting.set(trx, effects);
    return run({ trx, afterCommit: (effect) => void effects.push(effect) });
  });
  if (db.isCompleted) waiting.get(db)?.push(...effects);
  else await Promise.all(effects.map((effect) => effect(db)));
  return result;
}
