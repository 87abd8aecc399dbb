import { createHash, randomUUID } from "node:crypto";
import { formatClaimCode } from "../../domain/recipients/claim-code.ts";
import type { Language } from "../../domain/language.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { lockRecipient } from "./recipients.ts";

/** What opens a recipient's tickets: the token stands in the link, the code can be typed. */
export interface ClaimSecrets {
  token: string;
  code: string;
}

interface Link {
  id: string;
  keyId: string;
}

/** Both are derived from the link's id and a key, so that they can be read again without being stored. */
function secretsOf(keyRing: KeyRing, { id, keyId }: Link): ClaimSecrets {
  return {
    token: keyRing.hmac("claim-token", `token ${id}`, keyId).toString("base64url"),
    code: formatClaimCode(keyRing.hmac("claim-token", `code ${id}`, keyId)),
  };
}

/** A token has 256 bits: a plain hash tells nothing. */
const hashOfToken = (token: string) => createHash("sha256").update(token).digest();

/** A code has 60 bits, too few for a plain hash: a reader of the table could try them all. */
const codeMessage = (code: string) => `hash of ${code}`;

const activeLink = (db: Db, recipientId: string) =>
  sql(db, { recipientId }).row<Link>(`
    select id, key_id from claim_links where recipient_id = :recipientId and revoked_at is null`);

/** Inserts a link for each of the recipients, in their order, and returns the secrets. */
async function insertLinks(
  trx: Trx,
  keyRing: KeyRing,
  recipientIds: string[],
  onConflict = "",
): Promise<ClaimSecrets[]> {
  const links = recipientIds.map(() => ({ id: randomUUID(), keyId: keyRing.currentId }));
  const secrets = links.map((link) => secretsOf(keyRing, link));
  await sql(trx, {
    ids: links.map(({ id }) => id),
    keyId: keyRing.currentId,
    recipientIds,
    tokenHashes: secrets.map(({ token }) => hashOfToken(token)),
    codeHashes: secrets.map(({ code }) => keyRing.hmac("claim-token", codeMessage(code))),
  }).count(`
    insert into claim_links (id, key_id, recipient_id, token_hash, code_hash)
    select new.id, :keyId, new.recipient_id, new.token_hash, new.code_hash
    from unnest(:ids::uuid[], :recipientIds::uuid[], :tokenHashes::bytea[], :codeHashes::bytea[])
      with ordinality as new (id, recipient_id, token_hash, code_hash, position)
    order by new.position ${onConflict}`);
  return secrets;
}

/**
 * Creates links for those of the recipients that have none, as sets and without a lock on a recipient:
 * in the order of their ids, so that two transactions with the same recipients cannot deadlock.
 */
export async function createMissingClaimLinks(
  trx: Trx,
  keyRing: KeyRing,
  recipientIds: string[],
): Promise<void> {
  const missing = await sql(trx, { recipientIds }).column<string>(`
    select id from unnest(:recipientIds::uuid[]) as id
    where not exists (
      select from claim_links where recipient_id = id and revoked_at is null)
    order by id`);
  if (missing.length === 0) return;
  const skipExisting = "on conflict (recipient_id) where revoked_at is null do nothing";
  await insertLinks(trx, keyRing, missing, skipExisting);
}

async function createLink(trx: Trx, keyRing: KeyRing, recipientId: string): Promise<ClaimSecrets> {
  const [secrets] = await insertLinks(trx, keyRing, [recipientId]);
  return secrets as ClaimSecrets;
}

/** Creates a new link; the old one is revoked in the same transaction. */
export async function replaceClaimLink(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets> {
  await lockRecipient(trx, recipientId);
  await sql(trx, { recipientId }).count(`
    update claim_links set revoked_at = now()
    where recipient_id = :recipientId and revoked_at is null`);
  return createLink(trx, keyRing, recipientId);
}

/**
 * The recipient's current link, created when there is none. A link under a key that has left the
 * ring cannot be derived again: a new one replaces it.
 */
export async function ensureClaimLink(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets> {
  await lockRecipient(trx, recipientId);
  const link = await activeLink(trx, recipientId);
  if (!link) return createLink(trx, keyRing, recipientId);
  return keyRing.ids.includes(link.keyId)
    ? secretsOf(keyRing, link)
    : replaceClaimLink(trx, keyRing, recipientId);
}

/**
 * The recipient's current link; undefined when there is none, and for one under a key that has left
 * the ring, which cannot be derived again.
 */
export async function findClaimLink(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets | undefined> {
  const link = await activeLink(db, recipientId);
  return link && keyRing.ids.includes(link.keyId) ? secretsOf(keyRing, link) : undefined;
}

/** The link's recipient; undefined for an unknown or revoked token. Compared by hash alone. */
export function findRecipientByToken(
  db: Db,
  token: string,
): Promise<{ recipientId: string; language: Language } | undefined> {
  return sql(db, { hash: hashOfToken(token) }).row(`
    select recipients.id as recipient_id, recipients.language
    from claim_links join recipients on recipients.id = claim_links.recipient_id
    where claim_links.token_hash = :hash and claim_links.revoked_at is null`);
}

/** The token that belongs to a code as `parseClaimCode` gives it; undefined for an unknown one. */
export async function findTokenByCode(
  db: Db,
  keyRing: KeyRing,
  code: string,
): Promise<string | undefined> {
  const hashes = keyRing.hmacs("claim-token", codeMessage(code));
  const link = await sql(db, { hashes }).row<Link>(`
    select id, key_id from claim_links
    where code_hash = any(:hashes::bytea[]) and revoked_at is null`);
  return link && secretsOf(keyRing, link).token;
}
