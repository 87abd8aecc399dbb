import { recordAudits } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { createMissingClaimLinks } from "../../db/recipients/claim-links.ts";
import {
  inheritLinks,
  revokeGuardianLinks,
  type GuardianOf,
} from "../../db/recipients/guardian-links.ts";
import { householdMembers, householdsOf } from "../../db/recipients/household-members.ts";
import {
  outdatedContacts,
  type OutdatedContacts,
} from "../../domain/recipients/ends-claim-link.ts";
import type { ImportDifference } from "../../domain/recipients/import-merge.ts";
import { guardianAt } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";

/**
 * Ends the claim links of those guardians of the recipients, which are locked, whose phone number or e-mail address
 * changes: the old one has received them. A link that was sent to an address at which a sibling is still reached is
 * that sibling's from now on, and shows the recipient no more. With an address that becomes protected all links end
 * that showed the child, also its siblings'. The next message has new ones. Audited.
 */
export async function replaceOutdatedLinks(
  trx: Trx,
  { keyRing, actor }: { keyRing: KeyRing; actor: Actor },
  changes: readonly { recipientId: string; differences: ImportDifference[] }[],
): Promise<void> {
  const outdated = changes.flatMap(({ recipientId, differences }) => {
    const found = outdatedContacts(differences);
    return found.contacts.size > 0 ? [{ recipientId, ...found }] : [];
  });
  const households = await householdsOf(
    trx,
    outdated.map(({ recipientId }) => recipientId),
  );
  const alone = outdated.filter(({ recipientId }) => !households.get(recipientId));
  const ended = await revokeGuardianLinks(
    trx,
    alone.flatMap(({ recipientId, contacts }) =>
      Array.from(contacts.keys(), (guardian) => ({ recipientId, guardian })),
    ),
  );
  for (const change of outdated) {
    if (!alone.includes(change)) ended.push(...(await endAmongSiblings(trx, keyRing, change)));
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
}

/** Ends the links of a recipient with siblings, or has one of them inherit those. Returns whose links ended. */
async function endAmongSiblings(
  trx: Trx,
  keyRing: KeyRing,
  { recipientId, contacts, isProtected }: OutdatedContacts & { recipientId: string },
): Promise<GuardianOf[]> {
  const ended: GuardianOf[] = [];
  const household = await householdMembers(trx, keyRing, recipientId);
  const siblings = household.filter(({ recipient }) => recipient.id !== recipientId);
  for (const [guardian, outdated] of contacts) {
    const from = { recipientId, guardian };
    const sharing = siblings.flatMap(({ recipient }): GuardianOf[] => {
      const reached = outdated.map((to) => guardianAt(recipient, to)).find(Boolean);
      return reached ? [{ recipientId: recipient.id, guardian: reached }] : [];
    });
    const [heir] = sharing;
    if (isProtected) ended.push(...(await revokeGuardianLinks(trx, [from, ...sharing])));
    else if (heir && (await inheritLinks(trx, { from, heir })) > 0) ended.push(from);
    else ended.push(...(await revokeGuardianLinks(trx, [from])));
  }
  return ended;
}
