import { recordAudit } from "../../db/audit.ts";
import { lockedListName, renameRecipientList as rename } from "../../db/lists/recipient-lists.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { listRevision, revisedList } from "../../domain/lists/recipient-list.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { checkedListName } from "./checked-list-name.ts";

/**
 * Renames a saved list, which keeps it on as choosing from it does. Audited without the name. Throws AppError "forbidden",
 * "not_found" (also for another municipality's), "validation_failed" for a name that may not be stored, and
 * "precondition_failed" when `ifMatch` names another than it has.
 */
export async function renameRecipientList(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    listId,
    name,
    ifMatch,
  }: { actor: Actor; listId: string; name: string; ifMatch?: string | undefined },
): Promise<void> {
  const municipalities = requireNav(actor);
  const list = { id: listId, municipalities, name: checkedListName(name) };
  await unitOfWork({ db }, async ({ trx }) => {
    const today = dayInOslo(clock.now());
    const before = isUuid(listId) ? await lockedListName(trx, keyRing, list) : undefined;
    if (before !== undefined) {
      requireMatch(ifMatch, listRevision({ name: before }), revisedList({ name: before }));
    }
    const found = before !== undefined && (await rename(trx, keyRing, { ...list, today }));
    if (!found) throw new AppError("not_found", "There is no such list.");
    const event = { action: "recipient_list.changed", subject: found };
    await recordAudit(trx, { actor: actor.id, ...event, detail: { changed: ["name"] } });
  });
}
