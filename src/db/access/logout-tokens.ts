import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Records that a logout token was used; false when it had been. */
export async function useLogoutToken(
  trx: Trx,
  token: { jtiHash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const inserted = await sql(trx, token).count(`
    insert into logout_tokens (jti_hash, expires_at) values (:jtiHash, :expiresAt)
    on conflict do nothing`);
  return inserted > 0;
}

export async function deleteExpiredLogoutTokens(trx: Trx, at: Date): Promise<void> {
  await sql(trx, { at }).count("delete from logout_tokens where expires_at <= :at");
}
