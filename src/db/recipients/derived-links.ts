import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { sql } from "../sql.ts";
import { codeMessage, linkColumns, place, secretsOf, type Link } from "./claim-secrets.ts";

/** At most `limit` links in use whose secrets are still derived from a key of the ring. */
export function derivedLinks(db: Db, keyRing: KeyRing, limit: number): Promise<Link[]> {
  return sql(db, { keyIds: keyRing.ids, limit }).rows(`
    select ${linkColumns} from claim_links
    where secrets_sealed is null and revoked_at is null and key_id = any(:keyIds::text[])
    limit :limit`);
}

/** Stores the links' secrets encrypted, so that they outlive the keys. Returns how many. */
export async function sealLinks(trx: Trx, keyRing: KeyRing, links: Link[]): Promise<number> {
  const { hash } = await lookupFor(trx, keyRing, "claim-token");
  const secrets = links.map((link) => ({ id: link.id, ...secretsOf(keyRing, link) }));
  return sql(trx, {
    ids: links.map(({ id }) => id),
    sealed: secrets.map(({ id, ...rest }) => keyRing.encrypt(place(id), JSON.stringify(rest))),
    codeHashes: secrets.map(({ code }) => hash(codeMessage(code))),
  }).count(`
    update claim_links set secrets_sealed = given.sealed, code_hash = given.code_hash
    from unnest(:ids::uuid[], :sealed::bytea[], :codeHashes::bytea[])
      as given (id, sealed, code_hash)
    where claim_links.id = given.id and claim_links.secrets_sealed is null`);
}
