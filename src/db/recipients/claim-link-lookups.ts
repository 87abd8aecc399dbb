import type { Language } from "../../domain/language.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { codeMessage, hashOfToken, linkColumns, secretsOf, type Link } from "./claim-secrets.ts";

/**
 * The link's holder: the id of its recipient, or of the link itself where it opens a complimentary ticket.
 * Undefined for an unknown or revoked token. Compared by hash alone.
 */
export function findHolderByToken(
  db: Db,
  token: string,
): Promise<{ holderId: string; language: Language } | undefined> {
  return sql(db, { hash: hashOfToken(token) }).row(`
    select coalesce(recipients.id, claim_links.id) as holder_id,
      coalesce(recipients.language, claim_links.language) as language
    from claim_links left join recipients on recipients.id = claim_links.recipient_id
    where claim_links.token_hash = :hash and claim_links.revoked_at is null`);
}

/** The token that belongs to a code as `parseClaimCode` gives it; undefined for an unknown one. */
export async function findTokenByCode(
  db: Db,
  keyRing: KeyRing,
  code: string,
): Promise<string | undefined> {
  const { hashes } = await lookupFor(db, keyRing, "claim-token");
  const link = await sql(db, { hashes: hashes(codeMessage(code)) }).row<Link>(`
    select ${linkColumns} from claim_links
    where code_hash = any(:hashes::bytea[]) and revoked_at is null`);
  return link && secretsOf(keyRing, link).token;
}
