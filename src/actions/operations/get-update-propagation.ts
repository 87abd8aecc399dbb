import {
  propagationOfOffers,
  type PropagationTotals,
  type OfferPropagation,
} from "../../db/operations/update-propagation.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOperator } from "../access/require-operator.ts";

/**
 * How far changes got to iPhones, for those who run the service: for each offer and for all of them together. Counts alone.
 * Throws AppError("forbidden").
 */
export async function getUpdatePropagation(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{ total: PropagationTotals; offers: OfferPropagation[] }> {
  requireOperator(actor);
  const offers = await propagationOfOffers(db);
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
