import { createHash, randomUUID } from "node:crypto";
import { formatClaimCode } from "../../domain/recipients/claim-code.ts";
import type { Language } from "../../domain/language.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lockRecipient } from "./recipients.ts";

/** What opens a recipient's tickets: the token stands in the link, the code can be typed. */
export interface ClaimSecrets {
  token: string;
  code: string;
}

interface LinkRow {
  id: string;
  key_id: string;
}

/** Both follow from the link's id and a key, so that they can be shown again without being stored. */
function secretsOf(keyRing: KeyRing, { id, key_id }: LinkRow): ClaimSecrets {
  return {
    token: keyRing.hmac("claim-token", `token ${id}`, key_id).toString("base64url"),
    code: formatClaimCode(keyRing.hmac("claim-token", `code ${id}`, key_id)),
  };
}

/** A token has 256 bits: a plain hash tells nothing. */
const hashOfToken = (token: string) => createHash("sha256").update(token).digest();

/** A code has 60 bits, too few for a plain hash: whoever reads the table could try them all. */
const codeMessage = (code: string) => `hash of ${code}`;

const activeLink = (db: Db, recipientId: string) =>
  db<LinkRow & { recipient_id: string; revoked_at: Date | null }>("claim_links").where({
    recipient_id: recipientId,
    revoked_at: null,
  });

/** A new link's row and its secrets. */
function newLink(keyRing: KeyRing, recipientId: string) {
  const link = { id: randomUUID(), key_id: keyRing.currentId };
  const secrets = secretsOf(keyRing, link);
  const row = {
    ...link,
    recipient_id: recipientId,
    token_hash: hashOfToken(secrets.token),
    code_hash: keyRing.hmac("claim-token", codeMessage(secrets.code)),
  };
  return { row, secrets };
}

async function createLink(trx: Trx, keyRing: KeyRing, recipientId: string): Promise<ClaimSecrets> {
  const { row, secrets } = newLink(keyRing, recipientId);
  await trx("claim_links").insert(row);
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
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select id from unnest(?::uuid[]) as id
     where not exists (
       select from claim_links where recipient_id = id and revoked_at is null)
     order by id`,
    [recipientIds],
  );
  if (rows.length === 0) return;
  await trx("claim_links")
    .insert(rows.map(({ id }) => newLink(keyRing, id).row))
    .onConflict(trx.raw("(recipient_id) where revoked_at is null"))
    .ignore();
}

/** Makes a new link; the old one stops working in the same transaction. */
export async function replaceClaimLink(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets> {
  await lockRecipient(trx, recipientId);
  await activeLink(trx, recipientId).update({ revoked_at: trx.fn.now() as unknown as Date });
  return createLink(trx, keyRing, recipientId);
}

/**
 * The recipient's current link, made when there is none. One under a key that has left the ring
 * cannot be shown again: a new one takes its place.
 */
export async function ensureClaimLink(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets> {
  await lockRecipient(trx, recipientId);
  const link = await activeLink(trx, recipientId).first("id", "key_id");
  if (!link) return createLink(trx, keyRing, recipientId);
  return keyRing.ids.includes(link.key_id)
    ? secretsOf(keyRing, link)
    : replaceClaimLink(trx, keyRing, recipientId);
}

/**
 * The recipient's current link; undefined when there is none, and for one under a key that has left
 * the ring, which cannot be shown again.
 */
export async function findClaimLink(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets | undefined> {
  const link = await activeLink(db, recipientId).first("id", "key_id");
  return link && keyRing.ids.includes(link.key_id) ? secretsOf(keyRing, link) : undefined;
}

/** Whose link it is; undefined for a token that never was or no longer is. Compared by hash alone. */
export async function findRecipientByToken(
  db: Db,
  token: string,
): Promise<{ recipientId: string; language: Language } | undefined> {
  const { rows } = await db.raw<{ rows: { recipientId: string; language: Language }[] }>(
    `select recipients.id as "recipientId", recipients.language
     from claim_links join recipients on recipients.id = claim_links.recipient_id
     where claim_links.token_hash = ? and claim_links.revoked_at is null`,
    [hashOfToken(token)],
  );
  return rows[0];
}

/** The token that belongs to a code as `parseClaimCode` gives it; undefined for an unknown one. */
export async function findTokenByCode(
  db: Db,
  keyRing: KeyRing,
  code: string,
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: LinkRow[] }>(
    `select id, key_id from claim_links
     where code_hash = any(?::bytea[]) and revoked_at is null`,
    [keyRing.hmacs("claim-token", codeMessage(code))],
  );
  return rows[0] && secretsOf(keyRing, rows[0]).token;
}
