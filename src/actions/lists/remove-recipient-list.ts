import { recordAudit } from "../../db/audit.ts";
import { deleteRecipientList } from "../../db/lists/recipient-lists.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes a saved list; its recipients stay. Audited. Throws AppError "forbidden", or "not_found" (also for another
 * municipality's).
 */
export async function removeRecipientList(
  deps: Pick<Deps, "db">,
  { actor, listId }: { actor: Actor; listId: string },
): Promise<void> {
  const municipalities = requireNav(actor);
  await unitOfWork(deps, async ({ trx }) => {
    const found =
      isUuid(listId) && (await deleteRecipientList(trx, { id: listId, municipalities }));
    if (!found) throw new AppError("not_found", "There is no such list.");
    const event = { action: "recipient_list.deleted", subject: found };
    await recordAudit(trx, { actor: actor.id, ...event });
  });
}
