import { settlementsOf, type Settlement } from "../db/statistics.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

export interface MonthlySettlement {
  /** `YYYY-MM`, a month of Oslo. */
  month: string;
  items: Settlement[];
  admissions: number;
  refundOre: number;
}

/** What the provider is owed for a month, offer by offer. Throws AppError "forbidden" or "validation_failed". */
export async function listSettlements(
  { db }: Pick<Deps, "db">,
  { actor, month }: { actor: Actor; month: string },
): Promise<MonthlySettlement> {
  const providerId = providerOf(actor);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new AppError("validation_failed", "A month looks like 2027-02.", {
      errors: [{ path: "month", code: "invalid_format", message: "must look like 2027-02" }],
    });
  }
  const items = await settlementsOf(db, providerId, month);
  return {
    month,
    items,
    admissions: items.reduce((sum, item) => sum + item.admissions, 0),
    refundOre: items.reduce((sum, item) => sum + item.refundOre, 0),
  };
}
