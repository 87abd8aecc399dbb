import { recordAudits } from "../../db/audit.ts";
import { recipientsWithoutSentLinks, type GuardianOf } from "../../db/recipients/guardian-links.ts";
import { readableRecipients } from "../../db/recipients/household-members.ts";
import { insertNewLinkMessages } from "../../db/recipients/repeated-messages.ts";
import { guardianAt, guardianContact } from "../../domain/recipients/message-contact.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor, Deps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import type { SettledChange } from "./replace-outdated-links.ts";

/**
 * Sends the link again to siblings whom no link shows any more: `bereft`, whose links ended with the changes, and
 * those who were never sent one of their own and whose brother or sister left the household, moved, or gets no
 * messages now. Their families would find a dead link, or their tickets gone. Audited. Returns those to whom it is
 * sent.
 */
export async function tellSiblingsAgain(
  { trx, afterCommit }: UnitOfWork,
  { clock, enqueue, keyRing }: Pick<Deps, "clock" | "enqueue" | "keyRing">,
  { actor, changes, bereft }: { actor: Actor; changes: readonly SettledChange[]; bereft: string[] },
): Promise<string[]> {
  const left = await leftBehind(trx, keyRing, changes);
  const without = await recipientsWithoutSentLinks(trx, left);
  const recipientIds = [...new Set([...bereft, ...without])];
  if (recipientIds.length === 0) return [];
  const told = await insertNewLinkMessages(trx, { recipientIds, at: clock.now() });
  await recordAudits(trx, { actor: actor.id, action: "message.repeated", subjects: told });
  const jobs = told.map((recipientId) => ({ recipientId }));
  afterCommit(() => enqueue("notify-recipient", jobs));
  return told;
}

/** Guardians of siblings, reached where a recipient was that is no longer with them there; and its own where it still is. */
async function leftBehind(
  trx: UnitOfWork["trx"],
  keyRing: KeyRing,
  changes: readonly SettledChange[],
): Promise<GuardianOf[]> {
  const among = changes.filter(({ siblingIds }) => siblingIds.length > 0);
  const ids = [...new Set(among.flatMap((each) => [each.recipientId, ...each.siblingIds]))];
  if (ids.length === 0) return [];
  const now = new Map(
    (await readableRecipients(trx, keyRing, ids)).map((each) => [each.id, each] as const),
  );
  const reachedAt = (id: string, to: string): GuardianOf[] => {
    const recipient = now.get(id);
    const guardian = recipient && guardianAt(recipient, to);
    return guardian ? [{ recipientId: id, guardian }] : [];
  };
  return among.flatMap(({ recipientId, before, siblingIds }) => {
    const after = now.get(recipientId);
    if (!after || !before) return [];
    const isWithThem =
      after.householdId === before.householdId && after.municipality === before.municipality;
    return ([1, 2] as const).flatMap((guardian) => {
      const to = guardianContact(before, guardian)?.to;
      if (to === undefined) return [];
      const own = reachedAt(recipientId, to);
      if (own.length > 0 && isWithThem) return [];
      return [...siblingIds.flatMap((id) => reachedAt(id, to)), ...own];
    });
  });
}
