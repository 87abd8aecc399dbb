import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A key as the database knows it: never its secret. */
export interface KnownKey {
  id: string;
  /** An HMAC under the key. */
  fingerprint: Buffer;
  /** As in barcodes: six hex digits. */
  barcodeKeyId: string;
}

/** A process that has not been seen for so long holds no keys any more. */
const isRunning = "seen_at > now() - interval '60 seconds'";

/** One process at a time decides about keys, until its transaction ends. */
export async function lockSecretKeys(trx: Trx): Promise<void> {
  await sql(trx).count("select pg_advisory_xact_lock(hashtext('secret keys'))");
  await sql(trx).count(`delete from key_ring_instances where not ${isRunning}`);
}

/** Inserts what is new. Returns the ids that are known with another secret. */
export function insertSecretKeys(trx: Trx, keys: KnownKey[]): Promise<string[]> {
  const values = {
    ids: keys.map(({ id }) => id),
    fingerprints: keys.map(({ fingerprint }) => fingerprint),
    barcodeKeyIds: keys.map(({ barcodeKeyId }) => barcodeKeyId),
  };
  return sql(trx, values).column(`
    with given as (
      select * from unnest(:ids::text[], :fingerprints::bytea[], :barcodeKeyIds::text[])
        as given (id, fingerprint, barcode_key_id)
    ), inserted as (
      insert into secret_keys (id, fingerprint, barcode_key_id) select * from given
      on conflict do nothing
    )
    select given.id from given join secret_keys on secret_keys.id = given.id
    where secret_keys.fingerprint <> given.fingerprint`);
}

/** The id of the key that encrypts; undefined in a new database. */
export async function findCurrentKey(db: Db): Promise<string | undefined> {
  const [id] = await sql(db).column<string>(
    "select id from secret_keys where current_at is not null and retired_at is null",
  );
  return id;
}

/** Makes the key current in place of the one that is. */
export async function replaceCurrentKey(trx: Trx, id: string): Promise<void> {
  const { count } = sql(trx, { id });
  await count(`
    update secret_keys set retired_at = now() where current_at is not null and retired_at is null`);
  await count("update secret_keys set current_at = now(), retired_at = null where id = :id");
}

/** Records that the process runs, and with which keys. Returns its id. */
export function upsertInstance(
  trx: Trx,
  instance: { id: string | undefined; keyIds: string[] },
): Promise<string> {
  return sql(trx, instance).value(`
    insert into key_ring_instances (id, key_ids)
    values (coalesce(:id::uuid, gen_random_uuid()), :keyIds)
    on conflict (id) do update set key_ids = excluded.key_ids, seen_at = now()
    returning id`);
}

export async function deleteInstance(trx: Trx, id: string): Promise<void> {
  await sql(trx, { id }).count("delete from key_ring_instances where id = :id");
}

/** The keys of each running process, the one that it names first at the beginning. */
export function runningKeyRings(db: Db): Promise<string[][]> {
  return sql(db).column(`select key_ids from key_ring_instances where ${isRunning}`);
}

/** Whether a running process holds the key, named by its id or as barcodes name it. */
export function isHeldByAnother(
  db: Db,
  key: { id?: string; barcodeKeyId?: string },
): Promise<boolean> {
  return sql(db, { id: null, barcodeKeyId: null, ...key }).value(`
    select exists (
      select from secret_keys join key_ring_instances on secret_keys.id = any(key_ids)
      where ${isRunning}
        and (secret_keys.id = :id::text or barcode_key_id = :barcodeKeyId::text))`);
}

/** Every key that the database was used with, the oldest first. */
export function knownKeys(db: Db): Promise<{ id: string; isCurrent: boolean }[]> {
  return sql(db).rows(`
    select id, current_at is not null and retired_at is null as is_current from secret_keys
    order by known_at, id`);
}

/**
 * Counts what needs the key besides encrypted values: claim links derived from it, and tickets with an authentication
 * token from it or a barcode that it may have signed. Returns when the last of these tickets stops needing it.
 */
export function keyDependents(
  db: Db,
  id: string,
): Promise<{ links: number; tickets: number; ticketsUntil: Date | null }> {
  return sql(db, { id }).onlyRow(`
    select
      (select count(*)::int from claim_links
       where key_id = :id and secrets_sealed is null and revoked_at is null) as links,
      count(passes.serial_number)::int as tickets,
      max(coalesce(passes.ended_at, offers.valid_until)) + interval '60 days' as tickets_until
    from secret_keys
    left join passes on passes.erased_at is null
      and (passes.token_key_id = secret_keys.id or passes.created_at <= secret_keys.retired_at)
    left join offers on offers.id = passes.offer_id
    where secret_keys.id = :id`);
}
