import { randomBytes, randomUUID } from "node:crypto";
import { formatClaimCode } from "../../domain/recipients/claim-code.ts";
import type { Language } from "../../domain/language.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { lookupFor } from "../lookups.ts";
import { mapInTurns } from "../map-in-turns.ts";
import { sql } from "../sql.ts";
import {
  codeMessage,
  hashOfToken,
  linkColumns,
  place,
  secretsOf,
  type ClaimSecrets,
  type Link,
} from "./claim-secrets.ts";
import { lockRecipient } from "./recipients.ts";

const activeLink = (db: Db, recipientId: string) =>
  sql(db, { recipientId }).row<Link>(`
    select ${linkColumns} from claim_links where recipient_id = :recipientId and revoked_at is null`);

/** A link's id with what opens it. */
export type CreatedLink = ClaimSecrets & { id: string };

/** A link with all that its row holds: what takes time is done before a lock is. */
export interface PreparedLink extends CreatedLink {
  /** null: of a hand-out's ticket, or a second guardian's. */
  recipientId: string | null;
  sealed: Buffer;
  tokenHash: Buffer;
  codeHash: Buffer;
}

async function prepareLinks(
  db: Db,
  keyRing: KeyRing,
  recipientIds: readonly (string | null)[],
): Promise<PreparedLink[]> {
  const { hash } = await lookupFor(db, keyRing, "claim-token");
  return mapInTurns(recipientIds, (recipientId) => {
    const id = randomUUID();
    const token = randomBytes(16).toString("base64url");
    const code = formatClaimCode(randomBytes(8));
    const sealed = keyRing.encrypt(place(id), JSON.stringify({ token, code }));
    const hashes = { tokenHash: hashOfToken(token), codeHash: hash(codeMessage(code)) };
    return { id, token, code, recipientId, sealed, ...hashes };
  });
}

interface LinksOf {
  onConflict?: string;
  handOutId?: string;
  language?: Language;
  secondOf?: string;
}

async function insertPrepared(
  trx: Trx,
  links: PreparedLink[],
  { onConflict = "", ...handOut }: LinksOf = {},
): Promise<void> {
  await sql(trx, {
    ids: links.map(({ id }) => id),
    sealed: links.map((link) => link.sealed),
    recipientIds: links.map(({ recipientId }) => recipientId),
    handOutId: null,
    language: null,
    secondOf: null,
    ...handOut,
    tokenHashes: links.map(({ tokenHash }) => tokenHash),
    codeHashes: links.map(({ codeHash }) => codeHash),
  }).count(`
    insert into claim_links
      (id, secrets_sealed, recipient_id, hand_out_id, language, extra_recipient_id, guardian,
        token_hash, code_hash)
    select new.id, new.sealed, new.recipient_id, :handOutId::uuid, :language::text,
      :secondOf::uuid, case when :secondOf::uuid is null then 1 else 2 end,
      new.token_hash, new.code_hash
    from unnest(:ids::uuid[], :sealed::bytea[], :recipientIds::uuid[], :tokenHashes::bytea[],
        :codeHashes::bytea[])
      with ordinality as new (id, sealed, recipient_id, token_hash, code_hash, position)
    order by new.position ${onConflict}`);
}

/**
 * Inserts a link for each of the recipients, or of the null tickets of a hand-out, in their order, or with `secondOf`
 * for that recipient's second guardian, and returns them.
 */
export async function insertLinks(
  trx: Trx,
  keyRing: KeyRing,
  recipientIds: string[] | null[],
  handOut: Omit<LinksOf, "onConflict"> = {},
): Promise<CreatedLink[]> {
  const links = await prepareLinks(trx, keyRing, recipientIds);
  await insertPrepared(trx, links, handOut);
  return links.map(({ id, token, code }) => ({ id, token, code }));
}

/** Creates a link for each ticket of a hand-out; this is the only time that its secrets are returned. */
export const createHandOutLinks = (
  trx: Trx,
  keyRing: KeyRing,
  { count, ...handOut }: { handOutId: string; language: Language; count: number },
): Promise<CreatedLink[]> => insertLinks(trx, keyRing, Array<null>(count).fill(null), handOut);

/** Prepares links for those of the recipients that have none, in the order of their ids. */
export async function prepareMissingLinks(
  db: Db,
  keyRing: KeyRing,
  recipientIds: string[],
): Promise<PreparedLink[]> {
  if (recipientIds.length === 0) return [];
  const missing = await sql(db, { recipientIds }).column<string>(`
    select asked.id from unnest(:recipientIds::uuid[]) as asked (id)
    where not exists (
      select from claim_links where recipient_id = asked.id and revoked_at is null)
    order by asked.id`);
  return missing.length === 0 ? [] : prepareLinks(db, keyRing, missing);
}

/**
 * Inserts the links of those of the recipients that still have none, as sets and without a lock on a recipient: in
 * the order of their ids, so that two transactions with the same recipients cannot deadlock.
 */
export async function insertMissingLinks(trx: Trx, links: PreparedLink[]): Promise<void> {
  if (links.length === 0) return;
  const skipExisting = "on conflict (recipient_id) where revoked_at is null do nothing";
  await insertPrepared(trx, links, { onConflict: skipExisting });
}

/** Creates links for those of the recipients that have none. */
export async function createMissingClaimLinks(
  trx: Trx,
  keyRing: KeyRing,
  recipientIds: string[],
): Promise<void> {
  await insertMissingLinks(trx, await prepareMissingLinks(trx, keyRing, recipientIds));
}

async function createLink(trx: Trx, keyRing: KeyRing, recipientId: string): Promise<ClaimSecrets> {
  const [link] = await insertLinks(trx, keyRing, [recipientId]);
  const { token, code } = link as ClaimSecrets;
  return { token, code };
}

/**
 * The recipient's current link, created when there is none. Throws AppError("unavailable") when it is
 * encrypted under a key that is not in the ring.
 */
export async function ensureClaimLink(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets> {
  await lockRecipient(trx, recipientId);
  const link = await activeLink(trx, recipientId);
  return link ? secretsOf(keyRing, link) : createLink(trx, keyRing, recipientId);
}

/**
 * The recipient's current link; undefined when there is none. Throws AppError("unavailable") when it is
 * encrypted under a key that is not in the ring.
 */
export async function findClaimLink(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets | undefined> {
  const link = await activeLink(db, recipientId);
  return link && secretsOf(keyRing, link);
}

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
