import { sumReconciliations } from "../../db/google/google-reconciliation.ts";
import { sumRefusals } from "../../db/google/google-refusals.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOperator } from "../access/require-operator.ts";

const most = 100;

/**
 * Google's refusals of all offers, and the last reconciliation's result, for those who run the service. Throws
 * AppError("forbidden").
 */
export async function getGoogleStatus({ db }: Pick<Deps, "db">, { actor }: { actor: Actor }) {
  requireOperator(actor);
  const [refusals, compared] = await Promise.all([sumRefusals(db, most), sumReconciliations(db)]);
  return { refusals, compared };
}
