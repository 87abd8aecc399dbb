import { isReviewed } from "../../domain/offers/offer-state.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { offerNotFound } from "../access/offer-access.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import type { SampleTicket } from "../templates/sample-ticket.ts";
import { getOfferDetails } from "./get-offer-details.ts";
import { numbersOfOffers } from "./numbers-of-offers.ts";

/** An approved offer on a culture office's page. */
export interface OfficeOfferDetails {
  /** Without a pending change, which is another page's. */
  offer: Offer;
  provider: Provider;
  /** Whether the office approved it, and can stop it; another one's office pays for tickets of its own children. */
  isManaged: boolean;
  /** Of the office's own municipalities. */
  numbers: OfferNumbers;
  ticket: SampleTicket;
  /** Names of all municipalities by number. */
  municipalities: ReadonlyMap<string, string>;
}

/**
 * An approved offer of the culture office's providers, or for children of its municipalities. Throws AppError
 * "forbidden" or "not_found".
 */
export async function getOfficeOffer(
  deps: Pick<Deps, "clock" | "db">,
  asked: { actor: Actor; offerId: string },
): Promise<OfficeOfferDetails> {
  const offices = requireCulture(asked.actor);
  const details = await getOfferDetails(deps, asked);
  const { provider, ticket, municipalities } = details;
  const offer = { ...details.offer, pendingChange: undefined };
  const numbers = (await numbersOfOffers(deps, offices, [offer])).get(offer.id);
  if (!isReviewed(offer.state) || !numbers) throw offerNotFound();
  const isManaged = offices.includes(provider.municipality);
  return { offer, provider, isManaged, numbers, ticket, municipalities };
}
