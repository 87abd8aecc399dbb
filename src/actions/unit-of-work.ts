import type { Db, Trx } from "../db/connect.ts";
import type { Deps } from "./deps.ts";

type Effect = (db: Db) => Promise<unknown>;

export interface UnitOfWork {
  trx: Trx;
  /**
   * Runs the effect once the outermost transaction has committed, with its pool; never when it is
   * rolled back. The effects run at the same time and must not reject: what was decided stands.
   */
  afterCommit: (effect: Effect) => void;
}

/** The effects that wait for the commit of each open transaction. */
const waiting = new WeakMap<Db, Effect[]>();

/**
 * The one way to open a transaction. Where `db` is the transaction of another unit of work, such as an
 * Idempotency-Key's, this one is a savepoint in it, and its effects wait for the outermost commit.
 */
export async function unitOfWork<T>(
  { db }: Pick<Deps, "db">,
  run: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  const effects: Effect[] = [];
  const result = await db.transaction(async (trx) => {
    waiting.set(trx, effects);
    return run({ trx, afterCommit: (effect) => void effects.push(effect) });
  });
  const outer = waiting.get(db);
  if (outer) outer.push(...effects);
  else await Promise.all(effects.map((effect) => effect(db)));
  return result;
}
