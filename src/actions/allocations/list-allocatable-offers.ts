import { municipalityNames } from "../../db/municipalities.ts";
import {
  allocatableOffers,
  type AllocatableOffer,
} from "../../db/allocations/allocatable-offers.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

export type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";

/**
 * The offers that can be allocated in the officer's municipalities, and the municipalities' names.
 * Throws AppError("forbidden").
 */
export async function listAllocatableOffers(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ offers: AllocatableOffer[]; municipalities: Map<string, string> }> {
  const numbers = requireNav(actor);
  const [offers, municipalities] = await Promise.all([
    allocatableOffers(db, numbers, clock.now()),
    municipalityNames(db, numbers),
  ]);
  return { offers, municipalities };
}
