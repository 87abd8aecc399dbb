import { templateStyles } from "../../db/templates/template-styles.ts";
import { offerHints, type OfferHint } from "../../domain/offers/offer-hints.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { NestableDeps } from "../deps.ts";

/** Returns the hints on each of the offers at this time, in the offers' order. */
export async function findOfferHints(
  { db, clock }: Pick<NestableDeps, "db" | "clock">,
  offers: Offer[],
): Promise<OfferHint[][]> {
  const styles = await templateStyles(db, offers);
  const now = clock.now();
  return offers.map((offer, place) => offerHints(offer, styles[place] as TicketStyle, now));
}
