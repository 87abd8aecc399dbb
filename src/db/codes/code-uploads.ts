import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface NewCode {
  id: string;
  hash: Buffer;
  sealed: Buffer;
  /** The first instant at which it is over; null: never. */
  expiresAt: Date | null;
}

const chunk = 5_000;
const inChunks = (codes: NewCode[]): NewCode[][] =>
  Array.from({ length: Math.ceil(codes.length / chunk) }, (_, place) =>
    codes.slice(place * chunk, (place + 1) * chunk),
  );

/** Those of the codes that are in no pool of the provider. */
export async function findUnknownCodes(
  trx: Trx,
  providerId: string,
  codes: NewCode[],
): Promise<NewCode[]> {
  const unknown: NewCode[] = [];
  for (const part of inChunks(codes)) {
    const hashes = part.map(({ hash }) => hash);
    const found = await sql(trx, { providerId, hashes }).column<Buffer>(`
      select code_hash from provider_codes
      where provider_id = :providerId and code_hash = any(:hashes::bytea[])`);
    const known = new Set(found.map((hash) => hash.toString("hex")));
    unknown.push(...part.filter(({ hash }) => !known.has(hash.toString("hex"))));
  }
  return unknown;
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

/**
 * Inserts free codes of a batch and returns how many; those that another upload has inserted since are left out. In the
 * order of their hashes, so that two uploads of the same codes wait for each other and cannot deadlock.
 */
export async function insertCodes(
  trx: Trx,
  batch: { id: string; offerId: string; providerId: string },
  codes: NewCode[],
  onInserted?: (done: number) => void,
): Promise<number> {
  let inserted = 0;
  for (const part of inChunks(codes.toSorted((a, b) => a.hash.compare(b.hash)))) {
    inserted += await insertPart(trx, batch, part);
    onInserted?.(inserted);
  }
  return inserted;
}

const insertPart = (
  trx: Trx,
  batch: { id: string; offerId: string; providerId: string },
  codes: NewCode[],
): Promise<number> =>
  sql(trx, {
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
