import { countHeldTickets as count } from "../../db/recipients/held-tickets.ts";
import type { Deps } from "../deps.ts";

/** Counts of live tickets by recipient; without recipients that hold none. */
export async function countHeldTickets(
  { db }: Pick<Deps, "db">,
  { recipientIds }: { recipientIds: string[] },
): Promise<Map<string, number>> {
  return count(db, recipientIds);
}
