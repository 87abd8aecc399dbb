import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Uses on a day of Oslo. */
export interface DayUses {
  /** `YYYY-MM-DD`. */
  day: string;
  used: number;
}

/** Uses of the offers' tickets by day, by the offer's id; offers without a use are left out. */
export async function usesByDay(db: Db, offerIds: string[]): Promise<Map<string, DayUses[]>> {
  const days = new Map<string, DayUses[]>();
  if (offerIds.length === 0) return days;
  const rows = await sql(db, { offerIds }).rows<DayUses & { offerId: string }>(`
    select offer_id, to_char(scanned_at at time zone 'Europe/Oslo', 'YYYY-MM-DD') as day,
      count(*)::int as used
    from counted_redemptions where offer_id = any(:offerIds::uuid[])
    group by 1, 2`);
  for (const { offerId, ...uses } of rows) {
    days.set(offerId, [...(days.get(offerId) ?? []), uses]);
  }
  return days;
}
