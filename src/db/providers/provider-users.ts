import type { ProviderState } from "../../domain/providers/provider.ts";
import {
  addressKey,
  type MailLanguage,
  type ProviderUser,
  type ProviderUserRole,
} from "../../domain/providers/provider-user.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

const columns = `provider_users.id, provider_users.provider_id, provider_users.role,
  provider_users.email_sealed, provider_users.invited_at, provider_users.invitations,
  provider_users.last_login_at`;

type UserRow<T extends { email: string }> = Omit<T, "email"> & { emailSealed: Buffer };

/** The row with its address decrypted. */
function decrypted<T extends { email: string }>(keyRing: KeyRing, row: UserRow<T>): T {
  const { emailSealed, ...user } = row;
  return { ...user, email: keyRing.decrypt("contact", emailSealed) } as unknown as T;
}

type UserWithProvider = ProviderUser & { providerName: string; providerState: ProviderState };

/** The user, with the provider's name and state; undefined once removed. */
export async function findProviderUser(
  db: Db,
  keyRing: KeyRing,
  id: string,
): Promise<UserWithProvider | undefined> {
  const row = await sql(db, { id }).row<UserRow<UserWithProvider>>(`
    select ${columns}, providers.name as provider_name, providers.state as provider_state
    from provider_users join providers on providers.id = provider_users.provider_id
    where provider_users.id = :id::uuid`);
  return row && decrypted(keyRing, row);
}

/** The provider's users, owners first. */
export async function usersOfProvider(
  db: Db,
  keyRing: KeyRing,
  providerId: string,
): Promise<ProviderUser[]> {
  const rows = await sql(db, { providerId }).rows<UserRow<ProviderUser>>(`
    select ${columns} from provider_users where provider_id = :providerId
    order by role, created_at, id`);
  return rows.map((row) => decrypted(keyRing, row));
}

interface AddressedUser {
  id: string;
  email: string;
  providerName: string;
}

/** The users with that address, at all providers that are not suspended. */
export async function usersWithEmail(
  db: Db,
  keyRing: KeyRing,
  email: string,
): Promise<AddressedUser[]> {
  const lookups = keyRing.hmacs("provider-user", addressKey(email));
  const rows = await sql(db, { lookups }).rows<UserRow<AddressedUser>>(`
    select ${columns}, providers.name as provider_name
    from provider_users join providers on providers.id = provider_users.provider_id
    where provider_users.email_lookup = any(:lookups::bytea[]) and providers.state <> 'suspended'
    order by providers.name, provider_users.id`);
  return rows.map((row) => decrypted(keyRing, row));
}

/** Inserts a user and returns its id; undefined when the address is one of the provider's already. */
export async function insertProviderUser(
  trx: Trx,
  keyRing: KeyRing,
  user: {
    providerId: string;
    role: ProviderUserRole;
    email: string;
    language?: MailLanguage | undefined;
  },
): Promise<string | undefined> {
  const address = addressKey(user.email);
  const values = {
    ...user,
    language: user.language ?? "nb",
    lookup: keyRing.hmac("provider-user", address),
    sealed: keyRing.encrypt("contact", user.email.trim()),
    lookups: keyRing.hmacs("provider-user", address),
  };
  const [id] = await sql(trx, values).column<string>(`
    insert into provider_users (provider_id, role, language, email_lookup, email_sealed)
    select :providerId::uuid, :role, :language, :lookup, :sealed
    where not exists (
      select from provider_users
      where provider_id = :providerId and email_lookup = any(:lookups::bytea[]))
    on conflict do nothing returning id`);
  return id;
}

/** Deletes the user with the address. False when the provider has none with this id. */
export async function deleteProviderUser(
  trx: Trx,
  user: { id: string; providerId: string },
): Promise<boolean> {
  const deleted = await sql(trx, user).count(
    "delete from provider_users where id = :id and provider_id = :providerId",
  );
  return deleted > 0;
}

export async function setProviderUserRole(
  trx: Trx,
  user: { id: string; role: ProviderUserRole },
): Promise<void> {
  await sql(trx, user).count("update provider_users set role = :role where id = :id");
}

/** Those of the providers with a user who has signed in at least once. */
export async function providersSignedInTo(db: Db, providerIds: string[]): Promise<Set<string>> {
  return new Set(
    await sql(db, { providerIds }).column<string>(`
      select distinct provider_id from provider_users
      where provider_id = any(:providerIds::uuid[]) and last_login_at is not null`),
  );
}
