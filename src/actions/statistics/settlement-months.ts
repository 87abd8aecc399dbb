import type { Db } from "../../db/connect.ts";
import { firstMonth } from "../../db/statistics/settled-months.ts";
import { monthInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";

/**
 * Returns the first and the last month of a provider's settlements: the month in which it was created, and
 * the current one, Oslo time. Throws AppError("not_found") for an unknown provider.
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

/** Whether the text is a month `YYYY-MM` of this century. */
export const isMonth = (text: string): boolean => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);
