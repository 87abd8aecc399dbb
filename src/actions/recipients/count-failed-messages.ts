import { countFailedMessages as count } from "../../db/recipients/failed-messages.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * Counts the messages to the officer's recipients, to one of them, or about an allocation's tickets, that were given
 * up. Throws AppError "forbidden".
 */
export async function countFailedMessages(
  { db }: Pick<Deps, "db">,
  {
    actor,
    recipientId,
    allocationId,
  }: { actor: Actor; recipientId?: string; allocationId?: string },
): Promise<number> {
  return count(db, { municipalities: requireNav(actor), recipientId, allocationId });
}
