import type { Trx } from "../../db/connect.ts";
import { readableRecipients } from "../../db/recipients/household-members.ts";
import { inheritMessages } from "../../db/recipients/inherited-messages.ts";
import { guardianAt, guardianContact } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { SettledChange } from "./replace-outdated-links.ts";

/**
 * Hands the messages of a recipient that gets none after its change over to a sibling with the same contact, where they also
 * announce that sibling's tickets: an unsent one would be deleted otherwise, and the family told again.
 */
export async function passMessagesOn(
  trx: Trx,
  keyRing: KeyRing,
  changes: readonly SettledChange[],
): Promise<void> {
  const among = changes.filter(
    ({ before, siblingIds }) => before && guardianContact(before, 1) && siblingIds.length > 0,
  );
  const ids = new Set(among.flatMap((each) => [each.recipientId, ...each.siblingIds]));
  if (ids.size === 0) return;
  const now = await readableRecipients(trx, keyRing, [...ids]);
  for (const { recipientId, before, siblingIds } of among) {
    const after = now.find(({ id }) => id === recipientId);
    if (!before || !after || guardianContact(after, 1)) continue;
    const siblings = now.filter(({ id }) => siblingIds.includes(id));
    for (const guardian of [1, 2] as const) {
      const contact = guardianContact(before, guardian)?.to;
      if (contact === undefined) continue;
      const heir = siblings.find((sibling) => guardianAt(sibling, contact));
      const reached = heir && guardianAt(heir, contact);
      if (!reached) continue;
      const to = { recipientId: heir.id, guardian: reached };
      await inheritMessages(trx, { from: { recipientId, guardian }, to });
    }
  }
}
