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

export async function prepareLinks(
  db: Db,
  keyRing: KeyRing,
  recipientIds: readonly (string | null)[],
): Promise<PreparedLink[]> {
  const { hash } = await lookupFor(db, keyRing, "claim-token");
  return mapInTurns(recipientIds, (recipientId) => {
    const id = randomUUID();
    const random = randomBytes(24);
    const token = random.subarray(0, 16).toString("base64url");
    const code = formatClaimCode(random.subarray(16));
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

export async function insertPrepared(
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
