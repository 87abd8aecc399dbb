import {
  propagationOfOffers,
  type PropagationTotals,
  type OfferPropagation,
} from "../../db/operations/update-propagation.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * How far changes got to iPhones: for each offer for the officer's children and for all of them
 * together. Counts alone. Throws AppError("forbidden").
 */
export async function getUpdatePropagation(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{ total: PropagationTotals; offers: OfferPropagation[] }> {
  const offers = await propagationOfOffers(db, requireNav(actor));
  const sum = (name: "phones" | "pushed" | "current") =>
    offers.reduce((total, offer) => total + offer[name], 0);
  const behind = offers.flatMap(({ behindSince }) => (behindSince ? [behindSince.getTime()] : []));
  return {
    total: {
      phones: sum("phones"),
      pushed: sum("pushed"),
      current: sum("current"),
      behindSince: behind.length > 0 ? new Date(Math.min(...behind)) : null,
    },
    offers,
  };
}
