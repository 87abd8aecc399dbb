import { findProviders } from "../../db/providers/providers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, NestableDeps } from "../deps.ts";

/** Those of the offers, which the actor may read, that it manages: a provider its own, a culture office its providers'. */
export async function findManagedOffers(
  { db }: Pick<NestableDeps, "db">,
  { actor, offers }: { actor: Actor; offers: Offer[] },
): Promise<Offer[]> {
  if (actor.role === "nav") return [];
  if (actor.role !== "culture") return offers;
  const providers = await findProviders(db, [...new Set(offers.map((each) => each.providerId))]);
  return offers.filter(({ providerId }) =>
    actor.municipalities.includes(providers.get(providerId)?.municipality ?? ""),
  );
}
