import type { Db, Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface ApiKey {
  id: string;
  role: "provider" | "nav" | "culture";
  providerId: string | null;
  /** null for a key that belongs to no provider. */
  providerState: "invited" | "approved" | "suspended" | null;
  municipalities: string[];
  lastUsedAt: Date | null;
  /** null: it has no end. */
  expiresAt: Date | null;
  /** Whether a key of NAV's sees the children with a protected address. */
  seesProtected: boolean;
}

export interface NewApiKey {
  role: ApiKey["role"];
  providerId?: string | undefined;
  municipalities: string[];
  name: string;
  /** SHA-256 of the key. */
  hash: Buffer;
  expiresAt: Date;
  seesProtected: boolean;
  /** Who made it or keeps it; null: not known. */
  person: string | null;
}

/** Inserts the key and returns its id. */
export function insertApiKey(trx: Trx, key: NewApiKey): Promise<string> {
  return sql(trx, { providerId: null, ...key }).value(`
    insert into api_keys (role, provider_id, municipalities, name, key_hash, expires_at, sees_protected, person)
    values (:role, :providerId, :municipalities, :name, :hash, :expiresAt, :seesProtected, :person)
    returning id`);
}

/** The key with this hash, also when it has ended; undefined when it is revoked. */
export function findApiKey(db: Db, hash: Buffer): Promise<ApiKey | undefined> {
  return sql(db, { hash }).row(`
    select api_keys.id, api_keys.role, api_keys.provider_id, providers.state as provider_state,
      api_keys.municipalities, api_keys.last_used_at,
      api_keys.expires_at, api_keys.sees_protected
    from api_keys
    left join providers on providers.id = api_keys.provider_id
    where api_keys.key_hash = :hash and api_keys.revoked_at is null`);
}

/** A key as its owner sees it: never the key. */
export interface ListedApiKey {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  /** Id of the user who made it, or subject of the login of who keeps it; null: not known. */
  person: string | null;
}

/** The provider's keys that are not revoked, newest first. */
export function apiKeysOf(db: Db, providerId: string): Promise<ListedApiKey[]> {
  return sql(db, { providerId }).rows(`
    select id, name, created_at, last_used_at, expires_at, person
    from api_keys where provider_id = :providerId and revoked_at is null
    order by created_at desc, id`);
}

/** A key as the service's operator sees it. */
export interface KeyInUse extends ListedApiKey {
  role: ApiKey["role"];
  municipalities: string[];
  /** The slug of a provider's. */
  provider: string | null;
  seesProtected: boolean;
}

/** All keys that are not revoked, oldest first. */
export function apiKeysInUse(db: Db): Promise<KeyInUse[]> {
  return sql(db).rows(`
    select api_keys.id, api_keys.name, api_keys.created_at, api_keys.last_used_at, api_keys.expires_at, api_keys.person,
      api_keys.role, api_keys.municipalities, api_keys.sees_protected, providers.slug as provider
    from api_keys left join providers on providers.id = api_keys.provider_id
    where api_keys.revoked_at is null
    order by api_keys.created_at, api_keys.id`);
}

/** Revokes the key, of that provider if one is named; false when there is none. Idempotent. */
export async function setApiKeyRevoked(
  trx: Trx,
  key: { id: string; providerId?: string; at: Date },
): Promise<boolean> {
  const revoked = await sql(trx, key).count(`
    update api_keys set revoked_at = coalesce(revoked_at, :at)
    where id = :id ${key.providerId === undefined ? "" : "and provider_id = :providerId"}`);
  return revoked > 0;
}

export async function touchApiKey(db: Pool, id: string, at: Date): Promise<void> {
  await sql(db, { id, at }).count("update api_keys set last_used_at = :at where id = :id");
}
