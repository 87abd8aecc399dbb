import { recipientLists } from "../../db/lists/recipient-lists.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, NestableDeps } from "../deps.ts";

/** A saved list. Throws AppError "forbidden", or "not_found" (also for another municipality's). */
export async function requireRecipientList(
  { db, keyRing }: Pick<NestableDeps, "db" | "keyRing">,
  { actor, listId }: { actor: Actor; listId: string },
): Promise<RecipientList> {
  const municipalities = requireNav(actor);
  const [list] = isUuid(listId)
    ? await recipientLists(db, keyRing, { municipalities, id: listId })
    : [];
  if (!list) throw new AppError("not_found", "There is no such list.");
  return list;
}
