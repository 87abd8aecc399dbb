import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { emailPlace } from "./provider-users.ts";

interface Invitation {
  id: string;
  email: string;
  language: MailLanguage;
  providerName: string;
  /** Name of the provider's municipality. */
  municipalityName: string;
  municipality: string;
}

/** The user's newest invitation; undefined when it has been sent or the user was removed. */
export async function findOwedInvitation(
  db: Db,
  keyRing: KeyRing,
  userId: string,
): Promise<Invitation | undefined> {
  const row = await sql(db, { userId }).row<Omit<Invitation, "email"> & { emailSealed: Buffer }>(`
    select invitation_id as id, email_sealed, language, providers.name as provider_name,
      municipalities.name as municipality_name, municipalities.number as municipality
    from provider_users join providers on providers.id = provider_users.provider_id
    join municipalities on municipalities.number = providers.municipality_number
    where provider_users.id = :userId::uuid and invited_at is null`);
  if (!row) return undefined;
  const { emailSealed, ...invitation } = row;
  return { ...invitation, email: keyRing.decrypt(emailPlace(userId), emailSealed) };
}

/** Records that the invitation was sent, unless a newer one has replaced it. */
export async function markInvitationSent(
  trx: Trx,
  sent: { userId: string; invitationId: string; at: Date },
): Promise<void> {
  await sql(trx, sent).count(`
    update provider_users set invited_at = :at
    where id = :userId and invitation_id = :invitationId`);
}

/** Replaces the user's invitation by a new one, which is owed. */
export async function replaceInvitation(
  trx: Trx,
  invitation: { userId: string; language: MailLanguage },
): Promise<void> {
  await sql(trx, invitation).count(`
    update provider_users
    set invitation_id = gen_random_uuid(), invitations = invitations + 1, invited_at = null,
      language = :language
    where id = :userId`);
}

/** Users whose invitation is owed. */
export function usersToInvite(db: Db): Promise<string[]> {
  return sql(db).column(
    "select id from provider_users where invited_at is null order by random() limit 1000",
  );
}
