import type { Db, Trx } from "../connect.ts";

export interface NewLoginLink {
  userId: string;
  /** Whether this person has signed in on this browser before. */
  isKnownHere: boolean;
  tokenHash: Buffer;
}

/**
 * Adds links for people who have fewer than `most` that could still be used; answers whose were
 * added. On a browser where the person has signed in before, those asked for there alone count, so
 * that strangers who keep asking shut nobody out. Forgets the expired ones.
 */
export async function insertLoginLinks(
  trx: Trx,
  links: NewLoginLink[],
  {
    browserHash,
    at,
    expiresAt,
    most,
  }: { browserHash: Buffer; at: Date; expiresAt: Date; most: number },
): Promise<Set<string>> {
  await trx.raw("delete from provider_login_links where expires_at <= ?", [at]);
  const { rows } = await trx.raw<{ rows: { provider_user_id: string }[] }>(
    `insert into provider_login_links (token_hash, provider_user_id, browser_hash, expires_at)
     select made.token_hash, made.user_id, ?, ?::timestamptz
     from unnest(?::uuid[], ?::bytea[], ?::boolean[]) as made (user_id, token_hash, is_known_here)
     where (select count(*) from provider_login_links
            where provider_login_links.provider_user_id = made.user_id
              and provider_login_links.used_at is null
              and (not made.is_known_here or provider_login_links.browser_hash = ?)) < ?
     returning provider_user_id`,
    [
      browserHash,
      expiresAt,
      links.map(({ userId }) => userId),
      links.map(({ tokenHash }) => tokenHash),
      links.map(({ isKnownHere }) => isKnownHere),
      browserHash,
      most,
    ],
  );
  return new Set(rows.map(({ provider_user_id }) => provider_user_id));
}

/** Uses a link up; answers whose it is. Undefined when it is used, expired, or another browser's. */
export async function useLoginLink(
  db: Db,
  { tokenHash, browserHash, at }: { tokenHash: Buffer; browserHash: Buffer; at: Date },
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { provider_user_id: string }[] }>(
    `with used as (
       update provider_login_links set used_at = ?
       where token_hash = ? and browser_hash = ? and used_at is null and expires_at > ?
       returning provider_user_id
     )
     update provider_users set last_login_at = ? from used
     where provider_users.id = used.provider_user_id returning used.provider_user_id`,
    [at, tokenHash, browserHash, at, at],
  );
  return rows[0]?.provider_user_id;
}
