import type { Db, Trx } from "./connect.ts";
import { sql } from "./sql.ts";

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  /** Ciphertext: answers carry references, tokens and links. */
  sealed: Buffer;
}

/**
 * Claims the key for this transaction; false when it is taken. While another transaction holds the
 * key, waits for its end: after a commit the key is taken, after a rollback or a crash it is free. A
 * key from before `expired` counts as free. Throws the database's lock_not_available after ten
 * seconds of waiting.
 */
export async function claimIdempotencyKey(
  trx: Trx,
  claim: { actor: string; key: string; requestHash: Buffer; at: Date; expired: Date },
): Promise<boolean> {
  // Frees the key of a transaction whose process vanished (power, network) after half a minute.
  await trx.raw(
    "set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '30s'",
  );
  const { count } = sql(trx, claim);
  await count(
    "delete from idempotency_keys where actor = :actor and key = :key and created_at <= :expired",
  );
  const claimed = await count(`
    insert into idempotency_keys (actor, key, request_hash, created_at)
    values (:actor, :key, :requestHash, :at)
    on conflict do nothing`);
  await count("set local lock_timeout to default");
  return claimed === 1;
}

/** Stores the answer under a key that this transaction has claimed. */
export async function storeAnswer(
  trx: Trx,
  answer: { actor: string; key: string; status: number; sealed: Buffer },
): Promise<void> {
  await sql(trx, answer).count(`
    update idempotency_keys set status = :status, response_sealed = :sealed
    where actor = :actor and key = :key`);
}

export function findAnswer(
  db: Db,
  claim: { actor: string; key: string },
): Promise<StoredAnswer | undefined> {
  return sql(db, claim).row(`
    select request_hash, status, response_sealed as sealed
    from idempotency_keys where actor = :actor and key = :key`);
}

/** Deletes the keys whose time to be repeated is over. Returns how many. */
export function deleteIdempotencyKeys(trx: Trx, values: { before: Date }): Promise<number> {
  return sql(trx, values).count("delete from idempotency_keys where created_at <= :before");
}
