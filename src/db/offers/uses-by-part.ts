import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** How often each part of the offers was ticked off, by the offer's id and the part's position from 1. */
export async function usesByPart(
  db: Db,
  offerIds: string[],
): Promise<Map<string, Map<number, number>>> {
  const uses = new Map<string, Map<number, number>>();
  if (offerIds.length === 0) return uses;
  const rows = await sql(db, { offerIds }).rows<{ offerId: string; part: number; used: number }>(`
    select offer_id, coalesce(part, 1) as part, count(*)::int as used from part_uses
    where offer_id = any(:offerIds::uuid[]) group by 1, 2`);
  for (const { offerId, part, used } of rows) {
    uses.set(offerId, (uses.get(offerId) ?? new Map<number, number>()).set(part, used));
  }
  return uses;
}
