import { deliveryOfOffers, type DeliverySum, type OfferDelivery } from "../db/deliveries.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

/**
 * How far changes got to iPhones: for each offer for the officer's children and for all of them
 * together. Counts alone. Throws AppError("forbidden").
 */
export async function showDelivery(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{ total: DeliverySum; offers: OfferDelivery[] }> {
  const offers = await deliveryOfOffers(db, municipalitiesOf(actor));
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
