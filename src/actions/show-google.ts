import { sumReconciliations } from "../db/google-reconciliation.ts";
import { sumRefusals } from "../db/google-refusals.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

const most = 100;

/**
 * For whoever runs the service: what Google refuses of offers for the officer's municipalities, and
 * what the last comparison with Google found. Throws AppError("forbidden").
 */
export async function showGoogle({ db }: Pick<Deps, "db">, { actor }: { actor: Actor }) {
  const municipalities = municipalitiesOf(actor);
  const [refusals, compared] = await Promise.all([
    sumRefusals(db, municipalities, most),
    sumReconciliations(db),
  ]);
  return { refusals, compared };
}
