import { countHeldTickets as count } from "../../db/recipients/held-tickets.ts";
import type { Deps } from "../deps.ts";

/** How many live tickets each of the recipients holds; those without any are left out. */
export async function countHeldTickets(
  { db }: Pick<Deps, "db">,
  { recipientIds }: { recipientIds: string[] },
): Promise<Map<string, number>> {
  return count(db, recipientIds);
}
