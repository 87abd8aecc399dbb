import type { ProviderState } from "../../domain/providers/provider.ts";
import {
  addressKey,
  type MailLanguage,
  type ProviderUser,
  type ProviderUserRole,
} from "../../domain/providers/provider-user.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";

interface UserRow {
  id: string;
  provider_id: string;
  role: ProviderUserRole;
  email_sealed: Buffer;
  invited_at: Date | null;
  invitations: number;
  last_login_at: Date | null;
}

const columns = "id, provider_id, role, email_sealed, invited_at, invitations, last_login_at";

const userOf = (row: UserRow, keyRing: KeyRing): ProviderUser => ({
  id: row.id,
  providerId: row.provider_id,
  role: row.role,
  email: keyRing.decrypt("contact", row.email_sealed),
  invitedAt: row.invited_at,
  invitations: row.invitations,
  lastLoginAt: row.last_login_at,
});

/** The person, and the provider as it is now; undefined once removed. */
export async function findProviderUser(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<(ProviderUser & { providerName: string; providerState: ProviderState }) | undefined> {
  const { rows } = await db.raw<{ rows: (UserRow & { name: string; state: ProviderState })[] }>(
    `select provider_users.*, providers.name, providers.state
     from provider_users join providers on providers.id = provider_users.provider_id
     where provider_users.id = ?::uuid`,
    [id],
  );
  const [row] = rows;
  return row && { ...userOf(row, keyRing), providerName: row.name, providerState: row.state };
}

/** Everyone of the provider, owners first. */
export async function usersOfProvider(
  db: Db,
  keyRing: KeyRing,
  providerId: string,
): Promise<ProviderUser[]> {
  const { rows } = await db.raw<{ rows: UserRow[] }>(
    `select ${columns} from provider_users where provider_id = ? order by role, created_at, id`,
    [providerId],
  );
  return rows.map((row) => userOf(row, keyRing));
}

/** Everyone with that address, at whichever provider that is not suspended. */
export async function usersWithEmail(
  db: Db,
  keyRing: KeyRing,
  email: string,
): Promise<{ id: string; email: string; providerName: string }[]> {
  const { rows } = await db.raw<{ rows: (UserRow & { name: string })[] }>(
    `select provider_users.*, providers.name
     from provider_users join providers on providers.id = provider_users.provider_id
     where provider_users.email_lookup = any(?::bytea[]) and providers.state <> 'suspended'
     order by providers.name, provider_users.id`,
    [keyRing.hmacs("provider-user", addressKey(email))],
  );
  return rows.map((row) => ({ ...userOf(row, keyRing), providerName: row.name }));
}

/** Adds a person; undefined when the address is one of the provider's already. */
export async function insertProviderUser(
  db: Db,
  keyRing: KeyRing,
  {
    providerId,
    role,
    email,
    language = "nb",
  }: {
    providerId: string;
    role: ProviderUserRole;
    email: string;
    language?: MailLanguage | undefined;
  },
): Promise<string | undefined> {
  const address = addressKey(email);
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `insert into provider_users (provider_id, role, language, email_lookup, email_sealed)
     select ?::uuid, ?, ?, ?, ?
     where not exists (
       select from provider_users where provider_id = ? and email_lookup = any(?::bytea[]))
     on conflict do nothing returning id`,
    [
      providerId,
      role,
      language,
      keyRing.hmac("provider-user", address),
      keyRing.encrypt("contact", email.trim()),
      providerId,
      keyRing.hmacs("provider-user", address),
    ],
  );
  return rows[0]?.id;
}

/** Forgets a person; nothing of the address is kept. False when the provider has none with this id. */
export async function deleteProviderUser(
  trx: Trx,
  { id, providerId }: { id: string; providerId: string },
): Promise<boolean> {
  const deleted = await trx("provider_users").where({ id, provider_id: providerId }).delete();
  return deleted > 0;
}

export async function setProviderUserRole(
  trx: Trx,
  { id, role }: { id: string; role: ProviderUserRole },
): Promise<void> {
  await trx("provider_users").where({ id }).update({ role });
}

/** Those of the providers that anyone has ever signed in to. */
export async function providersSignedInTo(db: Db, providerIds: string[]): Promise<Set<string>> {
  const { rows } = await db.raw<{ rows: { provider_id: string }[] }>(
    `select distinct provider_id from provider_users
     where provider_id = any(?::uuid[]) and last_login_at is not null`,
    [providerIds],
  );
  return new Set(rows.map(({ provider_id }) => provider_id));
}
