import { partsOfProvider } from "../../db/offers/provider-parts.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * The parts of the provider's offers, to one of which a scanner can be fixed. Throws AppError("forbidden") for all
 * but providers.
 */
export const listDoorParts = (
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<OfferPart[]> => partsOfProvider(db, requireProvider(actor), clock.now());
