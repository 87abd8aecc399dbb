import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";

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
export async function replaceInvitation(
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

/** People whose invitation is owed. */
export async function usersToInvite(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    "select id from provider_users where invited_at is null order by random() limit 1000",
  );
  return rows.map(({ id }) => id);
}
