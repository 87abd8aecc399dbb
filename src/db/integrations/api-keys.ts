import type { Db, Trx } from "../connect.ts";

export interface ApiKey {
  id: string;
  role: "provider" | "nav" | "culture";
  providerId: string | null;
  /** null for a key that belongs to no provider. */
  providerState: "invited" | "approved" | "suspended" | null;
  municipalities: string[];
  lastUsedAt: Date | null;
}

export interface NewApiKey {
  role: ApiKey["role"];
  providerId?: string | undefined;
  municipalities: string[];
  name: string;
  /** SHA-256 of the key. */
  hash: Buffer;
}

export async function insertApiKey(trx: Trx, key: NewApiKey): Promise<string> {
  const [row] = await trx("api_keys")
    .insert({
      role: key.role,
      provider_id: key.providerId ?? null,
      municipalities: key.municipalities,
      name: key.name,
      key_hash: key.hash,
    })
    .returning<{ id: string }[]>("id");
  if (!row) throw new Error("The insert returned no row.");
  return row.id;
}

/** The key with this hash, unless it was revoked. */
export async function findApiKey(db: Db, hash: Buffer): Promise<ApiKey | undefined> {
  const { rows } = await db.raw<{ rows: ApiKey[] }>(
    `select api_keys.id, api_keys.role, api_keys.provider_id as "providerId",
       providers.state as "providerState", api_keys.municipalities,
       api_keys.last_used_at as "lastUsedAt"
     from api_keys
     left join providers on providers.id = api_keys.provider_id
     where api_keys.key_hash = ? and api_keys.revoked_at is null`,
    [hash],
  );
  return rows[0];
}

/** A key as its owner sees it: never the key. */
export interface ListedApiKey {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The provider's keys that still open something, newest first. */
export async function apiKeysOf(db: Db, providerId: string): Promise<ListedApiKey[]> {
  const { rows } = await db.raw<{ rows: ListedApiKey[] }>(
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
     from api_keys where provider_id = ? and revoked_at is null
     order by created_at desc, id`,
    [providerId],
  );
  return rows;
}

/** A key as whoever runs the service sees it. */
export interface KeyInUse extends ListedApiKey {
  role: ApiKey["role"];
  municipalities: string[];
  /** The slug of a provider's. */
  provider: string | null;
}

/** Every key that still opens something, oldest first. */
export async function apiKeysInUse(db: Db): Promise<KeyInUse[]> {
  const { rows } = await db.raw<{ rows: KeyInUse[] }>(
    `select api_keys.id, api_keys.name, api_keys.created_at as "createdAt",
       api_keys.last_used_at as "lastUsedAt", api_keys.role, api_keys.municipalities,
       providers.slug as provider
     from api_keys left join providers on providers.id = api_keys.provider_id
     where api_keys.revoked_at is null
     order by api_keys.created_at, api_keys.id`,
  );
  return rows;
}

/** Stops the key, of that provider if one is named; false when there is none. Safe to do twice. */
export async function setApiKeyRevoked(
  trx: Trx,
  { id, providerId, at }: { id: string; providerId?: string; at: Date },
): Promise<boolean> {
  const revoked = await trx("api_keys")
    .where({ id, ...(providerId !== undefined && { provider_id: providerId }) })
    .update({ revoked_at: trx.raw("coalesce(revoked_at, ?)", [at]) });
  return revoked > 0;
}

export async function touchApiKey(db: Db, id: string, at: Date): Promise<void> {
  await db("api_keys").where({ id }).update({ last_used_at: at });
}
