import type { Language } from "../../domain/language.ts";
import type { Guardian } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { codeMessage, hashOfToken, linkColumns, secretsOf, type Link } from "./claim-secrets.ts";

/** Who holds a link. */
export interface LinkHolder {
  linkId: string;
  /** The id of its recipient, or of the link itself where it opens a complimentary ticket. */
  holderId: string;
  language: Language;
  /** Which of the recipient's guardians it is of. */
  guardian: Guardian;
  /** Whether the recipient belongs to a household. */
  isInHousehold: boolean;
}

/** The link's holder. Undefined for an unknown or revoked token. Compared by hash alone. */
export function findHolderByToken(db: Db, token: string): Promise<LinkHolder | undefined> {
  return sql(db, { hash: hashOfToken(token) }).row(`
    select claim_links.id as link_id, coalesce(recipients.id, claim_links.id) as holder_id,
      claim_links.guardian, recipients.household_id is not null as is_in_household,
      coalesce(recipients.language, claim_links.language) as language
    from claim_links left join recipients
      on recipients.id in (claim_links.recipient_id, claim_links.extra_recipient_id)
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
