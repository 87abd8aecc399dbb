import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface NewLoginLink {
  userId: string;
  /** Whether the user has signed in on this browser before. */
  isKnownHere: boolean;
  tokenHash: Buffer;
}

/**
 * Inserts links for users who have fewer than `most` usable ones; returns those users. On a browser
 * where the user has signed in before, only links asked for on that browser count, so that repeated
 * requests from elsewhere cannot lock the user out. Deletes expired links.
 */
export async function insertLoginLinks(
  trx: Trx,
  links: NewLoginLink[],
  request: { browserHash: Buffer; at: Date; expiresAt: Date; most: number },
): Promise<Set<string>> {
  const { count, column } = sql(trx, {
    ...request,
    userIds: links.map(({ userId }) => userId),
    tokenHashes: links.map(({ tokenHash }) => tokenHash),
    areKnownHere: links.map(({ isKnownHere }) => isKnownHere),
  });
  await count("delete from provider_login_links where expires_at <= :at");
  return new Set(
    await column<string>(`
      insert into provider_login_links (token_hash, provider_user_id, browser_hash, expires_at)
      select made.token_hash, made.user_id, :browserHash, :expiresAt::timestamptz
      from unnest(:userIds::uuid[], :tokenHashes::bytea[], :areKnownHere::boolean[])
        as made (user_id, token_hash, is_known_here)
      where (select count(*) from provider_login_links
             where provider_login_links.provider_user_id = made.user_id
               and provider_login_links.used_at is null
               and (not made.is_known_here or provider_login_links.browser_hash = :browserHash)
            ) < :most
      returning provider_user_id`),
  );
}

/** Consumes a link; returns its user. Undefined when it is used, expired, or another browser's. */
export async function useLoginLink(
  trx: Trx,
  link: { tokenHash: Buffer; browserHash: Buffer; at: Date },
): Promise<string | undefined> {
  const [userId] = await sql(trx, link).column<string>(`
    with used as (
      update provider_login_links set used_at = :at
      where token_hash = :tokenHash and browser_hash = :browserHash
        and used_at is null and expires_at > :at
      returning provider_user_id
    )
    update provider_users set last_login_at = :at from used
    where provider_users.id = used.provider_user_id returning used.provider_user_id`);
  return userId;
}
