import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface NewCode {
  id: string;
  hash: Buffer;
  sealed: Buffer;
  /** The first instant at which it is over; null: never. */
  expiresAt: Date | null;
}

/** Those of the hashes that are codes of the provider already. */
export function knownCodes(trx: Trx, providerId: string, hashes: Buffer[]): Promise<Buffer[]> {
  return sql(trx, { providerId, hashes }).column(`
    select code_hash from provider_codes
    where provider_id = :providerId and code_hash = any(:hashes::bytea[])`);
}

/** Inserts a batch and returns its id. */
export function insertBatch(
  trx: Trx,
  batch: { offerId: string; name: string; at: Date },
): Promise<string> {
  return sql(trx, batch).value(`
    insert into code_batches (offer_id, name, created_at) values (:offerId, :name, :at)
    returning id`);
}

/** Inserts free codes of a batch, all in one statement. Leaves out codes that the provider has already. */
export function insertCodes(
  trx: Trx,
  batch: { id: string; offerId: string; providerId: string },
  codes: NewCode[],
): Promise<number> {
  return sql(trx, {
    ...batch,
    ids: codes.map(({ id }) => id),
    hashes: codes.map(({ hash }) => hash),
    sealed: codes.map((code) => code.sealed),
    ends: codes.map(({ expiresAt }) => expiresAt?.toISOString() ?? ""),
  }).count(`
    insert into provider_codes (id, provider_id, offer_id, batch_id, code_hash, code_sealed, expires_at)
    select new.id, :providerId::uuid, :offerId::uuid, :id::uuid, new.hash, new.sealed,
      nullif(new.expires, '')::timestamptz
    from unnest(:ids::uuid[], :hashes::bytea[], :sealed::bytea[], :ends::text[])
      as new (id, hash, sealed, expires)
    on conflict (provider_id, code_hash) do nothing`);
}
