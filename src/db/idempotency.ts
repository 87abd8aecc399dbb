import type { Db, Trx } from "./connect.ts";

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  /** Ciphertext: answers carry references, tokens and links. */
  sealed: Buffer;
}

/**
 * Takes the key for this transaction and answers true, or answers false when it is taken. While
 * another transaction holds the same key, waits for its end: after a commit the key is taken, after
 * a rollback or a crash it is free. A key from before `expired` counts as free. Throws the database's
 * lock_not_available after ten seconds of waiting.
 */
export async function claimIdempotencyKey(
  trx: Trx,
  claim: { actor: string; key: string; requestHash: Buffer; at: Date; expired: Date },
): Promise<boolean> {
  // A holder that vanished without a word (power, network) lets go after half a minute.
  await trx.raw(
    "set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '30s'",
  );
  await trx.raw("delete from idempotency_keys where actor = ? and key = ? and created_at <= ?", [
    claim.actor,
    claim.key,
    claim.expired,
  ]);
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into idempotency_keys (actor, key, request_hash, created_at) values (?, ?, ?, ?)
     on conflict do nothing`,
    [claim.actor, claim.key, claim.requestHash, claim.at],
  );
  await trx.raw("set local lock_timeout to default");
  return rowCount === 1;
}

/** Whether the error says that a lock was waited for in vain. */
export function isLockTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "55P03";
}

export async function storeAnswer(
  trx: Trx,
  { actor, key, status, sealed }: { actor: string; key: string; status: number; sealed: Buffer },
): Promise<void> {
  await trx("idempotency_keys").where({ actor, key }).update({ status, response_sealed: sealed });
}

export async function findAnswer(
  db: Db,
  { actor, key }: { actor: string; key: string },
): Promise<StoredAnswer | undefined> {
  const { rows } = await db.raw<{ rows: StoredAnswer[] }>(
    `select request_hash as "requestHash", status, response_sealed as sealed
     from idempotency_keys where actor = ? and key = ?`,
    [actor, key],
  );
  return rows[0];
}

/** Forgets what no repetition may ask for any more. Returns how many. */
export async function deleteIdempotencyKeys(db: Db, { before }: { before: Date }): Promise<number> {
  return db("idempotency_keys").where("created_at", "<=", before).delete();
}
