import { recordAudits } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { createMissingClaimLinks } from "../../db/recipients/missing-links.ts";
import {
  inheritLinks,
  revokeGuardianLinks,
  type GuardianOf,
} from "../../db/recipients/guardian-links.ts";
import { readableRecipients } from "../../db/recipients/household-members.ts";
import {
  outdatedContacts,
  type OutdatedContacts,
} from "../../domain/recipients/ends-claim-link.ts";
import type { ImportDifference } from "../../domain/recipients/import-merge.ts";
import { guardianAt, guardianContact } from "../../domain/recipients/message-contact.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";

/** A change of a recipient that is written, and what it changed. */
export interface SettledChange {
  recipientId: string;
  differences: ImportDifference[];
  /** The recipient as it was; undefined when a key of another process alone opens it. */
  before: Recipient | undefined;
  /** The others of the household as it was, who are locked, too. */
  siblingIds: readonly string[];
}

/**
 * Ends the claim links of those guardians of the recipients whose phone number or e-mail address changes: the old one
 * has received them. A link that was sent to an address at which a sibling is still reached is that sibling's from
 * now on, and shows the recipient no more. A link ends, too, whose guardian got no messages before: NAV handed it to
 * somebody to show that child alone. With an address that becomes protected all links end that showed the child, also
 * its siblings'. Messages have new ones. Audited. Returns the siblings who are still reached where links ended. The
 * recipients and their siblings are locked: two changes at the same moment would each hand its link to the other's
 * child.
 */
export async function replaceOutdatedLinks(
  trx: Trx,
  { keyRing, actor }: { keyRing: KeyRing; actor: Actor },
  changes: readonly SettledChange[],
): Promise<string[]> {
  const outdated = changes.flatMap((change) => {
    const found = outdatedContacts(change.differences);
    return found.contacts.size > 0 ? [{ ...change, ...found }] : [];
  });
  const alone = outdated.filter(({ siblingIds }) => siblingIds.length === 0);
  const ended = await revokeGuardianLinks(
    trx,
    alone.flatMap(({ recipientId, contacts }) =>
      Array.from(contacts.keys(), (guardian) => ({ recipientId, guardian })),
    ),
  );
  const among = outdated.filter(({ siblingIds }) => siblingIds.length > 0);
  const siblingIds = [...new Set(among.flatMap((change) => change.siblingIds))];
  const siblings = await readableRecipients(trx, keyRing, siblingIds);
  const bereft: string[] = [];
  for (const change of among) {
    const own = siblings.filter(({ id }) => change.siblingIds.includes(id));
    const found = await endAmongSiblings(trx, own, change);
    ended.push(...found.ended);
    bereft.push(...found.bereft);
  }
  const ids = ended.map(({ recipientId }) => recipientId);
  const first = ended.filter(({ guardian }) => guardian === 1);
  await createMissingClaimLinks(
    trx,
    keyRing,
    first.map(({ recipientId }) => recipientId),
  );
  const subjects = [...new Set(ids)];
  await recordAudits(trx, { actor: actor.id, action: "claim_link.renewed", subjects });
  return bereft;
}

/**
 * Ends the links of a recipient with siblings, or has one of them inherit those: only who is reached where the links
 * were sent, not at a contact beside it. Returns whose links ended, and the siblings whom no link shows there any more.
 */
async function endAmongSiblings(
  trx: Trx,
  siblings: readonly Recipient[],
  { recipientId, before, contacts, isProtected }: OutdatedContacts & SettledChange,
): Promise<{ ended: GuardianOf[]; bereft: string[] }> {
  const ended: GuardianOf[] = [];
  const bereft: string[] = [];
  for (const [guardian, outdated] of contacts) {
    const from = { recipientId, guardian };
    const had = before && guardianContact(before, guardian)?.to;
    const sharing = had === undefined ? [] : reachedAt(siblings, had);
    const heir = had !== undefined && outdated.includes(had) ? sharing[0] : undefined;
    if (heir && !isProtected && (await inheritLinks(trx, { from, heir })) > 0) {
      ended.push(from);
      continue;
    }
    const revoked = await revokeGuardianLinks(trx, isProtected ? [from, ...sharing] : [from]);
    ended.push(...revoked);
    if (revoked.length > 0) bereft.push(...sharing.map((each) => each.recipientId));
  }
  return { ended, bereft };
}

const reachedAt = (recipients: readonly Recipient[], to: string): GuardianOf[] =>
  recipients.flatMap((recipient) => {
    const guardian = guardianAt(recipient, to);
    return guardian ? [{ recipientId: recipient.id, guardian }] : [];
  });
