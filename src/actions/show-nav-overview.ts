import { municipalityNames } from "../db/municipalities.ts";
import { offerOverview, type OfferOverview } from "../db/nav-overview.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

export type { OfferOverview } from "../db/nav-overview.ts";

/**
 * What can be given to the officer's children, and the names of the officer's municipalities. Throws
 * AppError("forbidden").
 */
export async function showNavOverview(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ offers: OfferOverview[]; municipalities: Map<string, string> }> {
  const numbers = municipalitiesOf(actor);
  const [offers, municipalities] = await Promise.all([
    offerOverview(db, numbers, clock.now()),
    municipalityNames(db, numbers),
  ]);
  return { offers, municipalities };
}
