import { sumReconciliations } from "../../db/google/google-reconciliation.ts";
import { sumRefusals } from "../../db/google/google-refusals.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

const most = 100;

/**
 * Google's refusals of offers for the officer's municipalities, and the last reconciliation's
 * result. Throws AppError("forbidden").
 */
export async function getGoogleStatus({ db }: Pick<Deps, "db">, { actor }: { actor: Actor }) {
  const municipalities = requireNav(actor);
  const [refusals, compared] = await Promise.all([
    sumRefusals(db, municipalities, most),
    sumReconciliations(db),
  ]);
  return { refusals, compared };
}
