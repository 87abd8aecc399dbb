import type { Trx } from "../../db/connect.ts";
import { inheritLinks } from "../../db/recipients/guardian-links.ts";
import { readableRecipients } from "../../db/recipients/household-members.ts";
import { inheritMessages } from "../../db/recipients/inherited-messages.ts";
import { guardianAt, guardianContact } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";

/**
 * Hands a recipient's links and the messages that also announce its siblings' tickets over to siblings with the same
 * contact, before it is removed: nothing is announced to them again, and their link goes on. All are locked. Nothing
 * is handed over of a recipient that is encrypted under a key that is not in the ring: its removal must not wait for it.
 */
export async function handOverToSiblings(
  trx: Trx,
  keyRing: KeyRing,
  { recipientId, siblingIds }: { recipientId: string; siblingIds: readonly string[] },
): Promise<void> {
  if (siblingIds.length === 0) return;
  const [recipient] = await readableRecipients(trx, keyRing, [recipientId]);
  if (!recipient) return;
  const siblings = await readableRecipients(trx, keyRing, siblingIds);
  for (const guardian of [1, 2] as const) {
    const contact = guardianContact(recipient, guardian)?.to;
    if (contact === undefined) continue;
    const from = { recipientId, guardian };
    const heirs = siblings.flatMap((sibling) => {
      const reached = guardianAt(sibling, contact);
      return reached ? [{ recipientId: sibling.id, guardian: reached }] : [];
    });
    // What announced several siblings' tickets is the first's; links can have one heir alone.
    for (const to of heirs) await inheritMessages(trx, { from, to });
    const [heir] = heirs;
    if (heir) await inheritLinks(trx, { from, heir });
  }
}
