import type { ProviderState } from "../domain/provider.ts";
import {
  addressKey,
  type MailLanguage,
  type ProviderUser,
  type ProviderUserRole,
} from "../domain/provider-user.ts";
import type { KeyRing } from "../key-ring.ts";
import type { Db, Trx } from "./connect.ts";

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

/** What the person's newest invitation says; undefined when it has left, and once they were removed. */
export async function findOwedInvitation(
  db: Db,
  keyRing: KeyRing,
  userId: string,
): Promise<
  { id: string; email: string; language: MailLanguage; providerName: string } | undefined
> {
  const { rows } = await db.raw<{
    rows: {
      invitation_id: string;
      email_sealed: Buffer;
      language: MailLanguage;
      name: string;
    }[];
  }>(
    `select invitation_id, email_sealed, language, providers.name
     from provider_users join providers on providers.id = provider_users.provider_id
     where provider_users.id = ?::uuid and invited_at is null`,
    [userId],
  );
  const [row] = rows;
  return (
    row && {
      id: row.invitation_id,
      email: keyRing.decrypt("contact", row.email_sealed),
      language: row.language,
      providerName: row.name,
    }
  );
}

/** Remembers that the invitation left, unless there is a newer one by now. */
export async function markInvitationSent(
  db: Db,
  { userId, invitationId, at }: { userId: string; invitationId: string; at: Date },
): Promise<void> {
  await db("provider_users")
    .where({ id: userId, invitation_id: invitationId })
    .update({ invited_at: at });
}

/** Another invitation is owed. */
export async function renewInvitation(
  trx: Trx,
  { userId, language }: { userId: string; language: MailLanguage },
): Promise<void> {
  await trx.raw(
    `update provider_users
     set invitation_id = gen_random_uuid(), invitations = invitations + 1, invited_at = null,
       language = ?
     where id = ?`,
    [language, userId],
  );
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

/** People whose invitation is owed. */
export async function usersToInvite(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    "select id from provider_users where invited_at is null order by random() limit 1000",
  );
  return rows.map(({ id }) => id);
}
