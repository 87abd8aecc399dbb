import { countFailedMessages as count } from "../../db/recipients/failed-messages.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/** Counts the messages to the officer's recipients, or to one of them, that were given up. Throws AppError "forbidden". */
export async function countFailedMessages(
  { db }: Pick<Deps, "db">,
  { actor, recipientId }: { actor: Actor; recipientId?: string },
): Promise<number> {
  return count(db, { municipalities: requireNav(actor), recipientId });
}
