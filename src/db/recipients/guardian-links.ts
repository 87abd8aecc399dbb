import type { Guardian } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { ensureClaimLink, insertLinks } from "./claim-links.ts";
import { linkColumns, secretsOf, type ClaimSecrets, type Link } from "./claim-secrets.ts";
import { lockRecipient } from "./recipients.ts";

/** A condition on a row of claim_links: it is the recipient's. Spelled out, so that an index finds it. */
export const isLinkOf = (recipientId: string) =>
  `(claim_links.recipient_id = ${recipientId} or claim_links.extra_recipient_id = ${recipientId})`;

/** One of a recipient's guardians. */
export interface GuardianOf {
  recipientId: string;
  guardian: Guardian;
}

const secondLink = (db: Db, recipientId: string) =>
  sql(db, { recipientId }).row<Link>(`
    select ${linkColumns} from claim_links
    where extra_recipient_id = :recipientId and guardian = 2 and not inherited
      and revoked_at is null`);

/**
 * The second guardian's current link; undefined when there is none. Throws AppError("unavailable") when it is
 * encrypted under a key that is not in the ring.
 */
export async function findSecondLink(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<ClaimSecrets | undefined> {
  const link = await secondLink(db, recipientId);
  return link && secretsOf(keyRing, link);
}

/** The guardian's current link, created when there is none. Throws as `findSecondLink`. */
export async function ensureGuardianLink(
  trx: Trx,
  keyRing: KeyRing,
  { recipientId, guardian }: GuardianOf,
): Promise<ClaimSecrets> {
  if (guardian === 1) return ensureClaimLink(trx, keyRing, recipientId);
  await lockRecipient(trx, recipientId);
  const link = await secondLink(trx, recipientId);
  if (link) return secretsOf(keyRing, link);
  const [created] = await insertLinks(trx, keyRing, [null], { secondOf: recipientId });
  const { token, code } = created as ClaimSecrets;
  return { token, code };
}

/**
 * Those of the recipients to a guardian of whom no link of theirs was sent: another's message, with its link, told of
 * their tickets.
 */
export function recipientsWithoutSentLinks(db: Db, of: readonly GuardianOf[]): Promise<string[]> {
  const recipientIds = of.map(({ recipientId }) => recipientId);
  const guardians = of.map(({ guardian }) => guardian);
  return sql(db, { recipientIds, guardians }).column<string>(`
    select distinct asked.id
    from unnest(:recipientIds::uuid[], :guardians::int[]) as asked (id, guardian)
    where not exists (
      select from claim_links
      where extra_recipient_id = asked.id and claim_links.guardian = asked.guardian
        and inherited and revoked_at is null)
      and not exists (
        select from messages
        where messages.recipient_id = asked.id and messages.guardian = asked.guardian
          and messages.state = 'sent' and not messages.reminds
          and num_nonnulls(messages.cancelled_offer_id, messages.moved_offer_id) = 0)`);
}

/** Revokes every link of the guardians, also inherited ones. Returns those who had one. */
export async function revokeGuardianLinks(
  trx: Trx,
  of: readonly GuardianOf[],
): Promise<GuardianOf[]> {
  const recipientIds = of.map(({ recipientId }) => recipientId);
  const guardians = of.map(({ guardian }) => guardian);
  return sql(trx, { recipientIds, guardians }).rows(`
    with revoked as (
      update claim_links set revoked_at = now()
      from unnest(:recipientIds::uuid[], :guardians::int[]) as asked (recipient_id, guardian)
      where claim_links.revoked_at is null and claim_links.guardian = asked.guardian
        and ${isLinkOf("asked.recipient_id")}
      returning asked.recipient_id, asked.guardian
    )
    select distinct recipient_id, guardian from revoked order by recipient_id, guardian`);
}

/**
 * Gives the guardian's links to a sibling who is still reached where they were sent: they show that sibling from now
 * on. Returns how many.
 */
export function inheritLinks(
  trx: Trx,
  { from, heir }: { from: GuardianOf; heir: GuardianOf },
): Promise<number> {
  const { recipientId, guardian } = from;
  const names = { recipientId, guardian, heirId: heir.recipientId, heirGuardian: heir.guardian };
  return sql(trx, names).count(`
    update claim_links
    set recipient_id = null, extra_recipient_id = :heirId::uuid, guardian = :heirGuardian::int,
      inherited = true
    where revoked_at is null and guardian = :guardian::int
      and ${isLinkOf(":recipientId::uuid")}`);
}
