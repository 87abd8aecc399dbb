import { allocate } from "../../src/actions/allocations/allocate.ts";
import type { Deps } from "../../src/actions/deps.ts";
import type { Pool } from "../../src/db/connect.ts";
import type { Patience } from "./repeating.ts";

/** A request of a municipality's officer. */
export interface Request {
  municipality: string;
  items: { recipient: string; offerId: string }[];
}

/**
 * Allocates every item, and again when the service was too busy. Callers send the same Idempotency-Key then; here a
 * refusal means that the lost connection had committed, which `requireTickets` proves.
 */
export const allocateAll = (
  deps: Deps,
  { insist }: Patience,
  { municipality, items }: Request,
): Promise<void> =>
  insist(async (isRepeated) => {
    const { outcome } = await allocate(deps, {
      actor: { role: "nav", id: "officer", municipalities: [municipality] },
      items,
    });
    if (outcome === "nothing_allocated" && !isRepeated) throw new Error("An item was refused.");
  });

/** Throws unless the database holds exactly so many tickets. */
export async function requireTickets(db: Pool, expected: number): Promise<void> {
  const { rows } = await db.raw<{ rows: [{ count: number }] }>("select count(*) from passes");
  if (rows[0].count === expected) return;
  throw new Error(`There are ${rows[0].count} tickets instead of ${expected}.`);
}
