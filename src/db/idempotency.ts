import type { Db, Trx } from "./connect.ts";
import { sql } from "./sql.ts";

export interface StoredAnswer {
  id: string;
  requestHash: Buffer;
  status: number;
  /** Ciphertext: answers carry references, tokens and links. */
  sealed: Buffer;
}

/** Where an answer is encrypted. */
export const answerPlace = (row: string) =>
  ({ column: "idempotency_keys.response_sealed", row }) as const;

/**
 * Claims the key for this transaction and returns the row's id; undefined when it is taken. While another transaction
 * holds the key, waits for its end: after a commit the key is taken, after a rollback or a crash it is free. A key
 * from before `expired` counts as free. Throws the database's lock_not_available after ten seconds of waiting.
 */
export async function claimIdempotencyKey(
  trx: Trx,
  claim: { actor: string; keyHash: Buffer; requestHash: Buffer; at: Date; expired: Date },
): Promise<string | undefined> {
  // Frees the key of a transaction whose process vanished (power, network) after half a minute.
  await trx.raw(
    "set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '30s'",
  );
  const { count, column } = sql(trx, claim);
  await count(
    `delete from idempotency_keys
     where actor = :actor and key_hash = :keyHash and created_at <= :expired`,
  );
  const [claimed] = await column<string>(`
    insert into idempotency_keys (actor, key_hash, request_hash, created_at)
    values (:actor, :keyHash, :requestHash, :at)
    on conflict do nothing returning id`);
  await count("set local lock_timeout to default");
  return claimed;
}

/** Stores the answer under a key that this transaction has claimed. */
export async function storeAnswer(
  trx: Trx,
  answer: { id: string; status: number; sealed: Buffer },
): Promise<void> {
  await sql(trx, answer).count(`
    update idempotency_keys set status = :status, response_sealed = :sealed where id = :id`);
}

export function findAnswer(
  db: Db,
  claim: { actor: string; keyHash: Buffer },
): Promise<StoredAnswer | undefined> {
  return sql(db, claim).row(`
    select id, request_hash, status, response_sealed as sealed
    from idempotency_keys where actor = :actor and key_hash = :keyHash`);
}

/** Deletes the keys whose time to be repeated is over. Returns how many. */
export function deleteIdempotencyKeys(trx: Trx, values: { before: Date }): Promise<number> {
  return sql(trx, values).count("delete from idempotency_keys where created_at <= :before");
}
