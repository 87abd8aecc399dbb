import { settledMonths } from "../db/settlement-statements.ts";
import { dayInOslo } from "../domain/period.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

/** The months of which the provider has a settlement, the latest first. Throws AppError("forbidden"). */
export async function showSettledMonths(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ month: string; isOver: boolean }[]> {
  const current = dayInOslo(clock.now()).slice(0, 7);
  const months = await settledMonths(db, providerOf(actor));
  return months.map((month) => ({ month, isOver: month < current }));
}
