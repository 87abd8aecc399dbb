import type { ProviderState } from "../domain/provider.ts";
import type { ProviderUser, ProviderUserRole } from "../domain/provider-user.ts";
import type { KeyRing } from "../key-ring.ts";
import type { Db, Trx } from "./connect.ts";

interface UserRow {
  id: string;
  provider_id: string;
  role: ProviderUserRole;
  email_sealed: Buffer;
  invited_at: Date | null;
  last_login_at: Date | null;
}

const columns = "id, provider_id, role, email_sealed, invited_at, last_login_at";

const userOf = (row: UserRow, keyRing: KeyRing): ProviderUser => ({
  id: row.id,
  providerId: row.provider_id,
  role: row.role,
  email: keyRing.decrypt("contact", row.email_sealed),
  invitedAt: row.invited_at,
  lastLoginAt: row.last_login_at,
});

/** Addresses differ in letter case from one day to the next; their owners do not. */
const sameAddress = (email: string): string => email.trim().normalize("NFC").toLowerCase();

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
    [keyRing.hmacs("provider-user", sameAddress(email))],
  );
  return rows.map((row) => ({ ...userOf(row, keyRing), providerName: row.name }));
}

/** Adds a person; undefined when the address is one of the provider's already. */
export async function insertProviderUser(
  db: Db,
  keyRing: KeyRing,
  { providerId, role, email }: { providerId: string; role: ProviderUserRole; email: string },
): Promise<string | undefined> {
  const address = sameAddress(email);
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `insert into provider_users (provider_id, role, email_lookup, email_sealed)
     select ?::uuid, ?, ?, ?
     where not exists (
       select from provider_users where provider_id = ? and email_lookup = any(?::bytea[]))
     on conflict do nothing returning id`,
    [
      providerId,
      role,
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

export async function markProviderUserInvited(db: Db, id: string, at: Date | null): Promise<void> {
  await db("provider_users").where({ id }).update({ invited_at: at });
}

/** People whose invitation is owed. */
export async function usersToInvite(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    "select id from provider_users where invited_at is null order by random() limit 1000",
  );
  return rows.map(({ id }) => id);
}
