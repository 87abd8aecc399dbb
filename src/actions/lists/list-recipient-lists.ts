import { recipientLists } from "../../db/lists/recipient-lists.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/** The saved lists of the officer's municipalities by name. Throws AppError("forbidden"). */
export const listRecipientLists = async (
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<RecipientList[]> => recipientLists(db, keyRing, { municipalities: requireNav(actor) });
