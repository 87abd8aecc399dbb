import { createHmac } from "node:crypto";
import type { KeyRing } from "../key-ring.ts";
import type { Db, Trx } from "./connect.ts";
import { sql } from "./sql.ts";

const purposes = [
  "reference",
  "provider-user",
  "idempotency",
  "claim-token",
  "provider-code",
  "unsubscribe",
] as const;

export type LookupPurpose = (typeof purposes)[number];

/** Finds values by their HMAC without storing them. */
export interface Lookup {
  /** What is stored, and unique: the same whichever key is current. */
  hash: (text: string) => Buffer;
  /** What is searched: also the HMACs of rows from before the look-up keys were stored. */
  hashes: (text: string) => Buffer[];
}

type LookupKeys = Map<string, Buffer[]>;

const place = (row: string) => ({ column: "lookup_keys.key_sealed", row }) as const;

const insertLookupKeys = async (trx: Trx, keyRing: KeyRing, missing: readonly LookupPurpose[]) => {
  const ids = [keyRing.currentId, ...keyRing.ids.filter((id) => id !== keyRing.currentId)];
  for (const purpose of missing) {
    for (const [position, id] of ids.entries()) {
      const row = `${purpose}/${position}`;
      const key = keyRing.keyFor(purpose, id).toString("base64");
      await sql(trx, { row, sealed: keyRing.encrypt(place(row), key) }).count(`
        insert into lookup_keys (id, key_sealed) values (:row, :sealed) on conflict do nothing`);
    }
  }
};

async function readLookupKeys(db: Db, keyRing: KeyRing): Promise<LookupKeys> {
  const rows = await sql(db).rows<{ id: string; keySealed: Buffer }>(
    "select id, key_sealed from lookup_keys order by id",
  );
  const keys: LookupKeys = new Map();
  for (const { id, keySealed } of rows) {
    const [purpose = ""] = id.split("/");
    const key = Buffer.from(keyRing.decrypt(place(id), keySealed), "base64");
    keys.set(purpose, [...(keys.get(purpose) ?? []), key]);
  }
  return keys;
}

const committed = new WeakMap<KeyRing, LookupKeys>();

const missingIn = (stored: ReadonlySet<string>) =>
  purposes.filter((purpose) => !stored.has(purpose));

/**
 * Creates the look-up keys that are missing: of a new database, of rows hashed by earlier releases, and of a new
 * purpose.
 */
export async function ensureLookupKeys(trx: Trx, keyRing: KeyRing): Promise<void> {
  const stored = await sql(trx).column<string>(
    "select distinct split_part(id, '/', 1) from lookup_keys",
  );
  await insertLookupKeys(trx, keyRing, missingIn(new Set(stored)));
}

/** Reads the look-up keys once; those that a transaction created itself may still be rolled back. */
async function lookupKeys(db: Db, keyRing: KeyRing): Promise<LookupKeys> {
  const known = committed.get(keyRing);
  if (known) return known;
  const stored = await readLookupKeys(db, keyRing);
  const missing = missingIn(new Set(stored.keys()));
  if (missing.length === 0) {
    committed.set(keyRing, stored);
    return stored;
  }
  await db.transaction((trx) => insertLookupKeys(trx, keyRing, missing));
  return readLookupKeys(db, keyRing);
}

/**
 * The look-up for a purpose. Its key is stored encrypted, so that it stays while the keys of
 * SECRET_KEYS come and go: processes that encrypt under different keys find and refuse the same rows.
 */
export async function lookupFor(db: Db, keyRing: KeyRing, purpose: LookupPurpose): Promise<Lookup> {
  const keys = (await lookupKeys(db, keyRing)).get(purpose) ?? [];
  const [current] = keys;
  if (!current) throw new Error(`The database has no look-up key for ${purpose}.`);
  const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  return {
    hash: (text) => hmac(current, text),
    hashes: (text) => keys.map((key) => hmac(key, text)),
  };
}
