import { countHeldTickets as count } from "../../db/recipients/held-tickets.ts";
import type { Deps } from "../deps.ts";

/** Counts of pending and live tickets, as NAV sees them, by recipient; without recipients that hold none. */
export async function countHeldTickets(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { recipientIds }: { recipientIds: string[] },
): Promise<Map<string, number>> {
  return count(db, { recipientIds, at: clock.now() });
}
