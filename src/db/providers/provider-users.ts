import { randomUUID } from "node:crypto";
import type { ProviderState } from "../../domain/providers/provider.ts";
import {
  addressKey,
  type MailLanguage,
  type ProviderUser,
  type ProviderUserRole,
} from "../../domain/providers/provider-user.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";

const columns = `provider_users.id, provider_users.provider_id, provider_users.role,
  provider_users.email_sealed, provider_users.invited_at, provider_users.invitations,
  provider_users.last_login_at, provider_users.language, provider_users.wants_notices`;

type UserRow<T extends { id: string; email: string }> = Omit<T, "email"> & {
  id: string;
  emailSealed: Buffer;
};

/** Where a user's address is encrypted. */
export const emailPlace = (row: string) =>
  ({ column: "provider_users.email_sealed", row }) as const;

/** The row with its address decrypted. */
function decrypted<T extends { id: string; email: string }>(keyRing: KeyRing, row: UserRow<T>): T {
  const { emailSealed, ...user } = row;
  const email = keyRing.decrypt(emailPlace(row.id), emailSealed);
  return { ...user, email } as unknown as T;
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
  const { hashes } = await lookupFor(db, keyRing, "provider-user");
  const rows = await sql(db, { lookups: hashes(addressKey(email)) }).rows<UserRow<AddressedUser>>(`
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
  const { hash, hashes } = await lookupFor(trx, keyRing, "provider-user");
  const id = randomUUID();
  const values = {
    ...user,
    id,
    language: user.language ?? "nb",
    lookup: hash(address),
    sealed: keyRing.encrypt(emailPlace(id), user.email.trim()),
    lookups: hashes(address),
  };
  const inserted = await sql(trx, values).count(`
    insert into provider_users (id, provider_id, role, language, email_lookup, email_sealed)
    select :id::uuid, :providerId::uuid, :role, :language, :lookup, :sealed
    where not exists (
      select from provider_users
      where provider_id = :providerId and email_lookup = any(:lookups::bytea[]))
    on conflict do nothing`);
  return inserted > 0 ? id : undefined;
}

/** Deletes the user, and with it the address. Returns false when the provider has no user with this id. */
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

export async function setWantsNotices(
  trx: Trx,
  user: { id: string; wantsNotices: boolean },
): Promise<void> {
  await sql(trx, user).count(
    "update provider_users set wants_notices = :wantsNotices where id = :id",
  );
}

/** Those of the providers with a user who has signed in at least once. */
export async function providersSignedInTo(db: Db, providerIds: string[]): Promise<Set<string>> {
  return new Set(
    await sql(db, { providerIds }).column<string>(`
      select distinct provider_id from provider_users
      where provider_id = any(:providerIds::uuid[]) and last_login_at is not null`),
  );
}
