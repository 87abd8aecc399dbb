import { recipientIdsOf } from "../../db/lists/recipient-lists.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import { auditReading } from "../access/audit-reading.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireRecipientList } from "./require-recipient-list.ts";

/**
 * A saved list, and the ids of the recipients that are in it now. Audited as a listing. Throws AppError "forbidden", or
 * "not_found" (also for another municipality's).
 */
export async function getRecipientList(
  { db, keyRing }: Pick<NestableDeps, "db" | "keyRing">,
  asked: { actor: Actor; listId: string },
): Promise<RecipientList & { recipientIds: string[] }> {
  const list = await requireRecipientList({ db, keyRing }, asked);
  const recipientIds = await recipientIdsOf(db, list.id);
  await auditReading({ db }, asked.actor, {
    action: "recipient.listed",
    subject: list.municipality,
    detail: { count: recipientIds.length },
  });
  return { ...list, count: recipientIds.length, recipientIds };
}
