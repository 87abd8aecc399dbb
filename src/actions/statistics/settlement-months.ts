import type { Db } from "../../db/connect.ts";
import { firstMonth } from "../../db/statistics/settlement-statements.ts";
import { monthInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";

/**
 * The months that a provider can have a settlement of: from the one in which it came to the current
 * one, of Oslo. Throws AppError("not_found") when there is no such provider.
 */
export async function settlementMonths(
  db: Db,
  providerId: string,
  now: Date,
): Promise<{ first: string; current: string }> {
  const first = await firstMonth(db, providerId);
  if (first === undefined) throw new AppError("not_found", "There is no such provider.");
  return { first, current: monthInOslo(now) };
}
