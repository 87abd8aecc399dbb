import { settledMonths } from "../../db/statistics/settled-months.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { settlementMonths } from "./settlement-months.ts";

/**
 * Lists the months in which the provider has a settlement, also one with corrections only, latest first.
 * Throws AppError("forbidden").
 */
export async function listSettledMonths(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ month: string; isStated: boolean }[]> {
  const providerId = requireProvider(actor);
  const possible = await settlementMonths(db, providerId, clock.now());
  return settledMonths(db, providerId, possible);
}
