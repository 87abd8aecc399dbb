import type { Offer, OfferState } from "../../domain/offers/offer.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { findOffer } from "./offers.ts";

/**
 * Updates a locked offer's state, and whether the culture office stopped it, and returns the updated offer. The
 * database refuses an illegal transition.
 */
export async function setOfferState(
  trx: Trx,
  id: string,
  { state, byOffice }: { state: OfferState; byOffice: { reason: string | undefined } | undefined },
): Promise<Offer> {
  const pendingChange = {
    pending_terms: null,
    pending_at: null,
    pending_returned: null,
    pending_template_version: null,
  };
  await trx("offers")
    .where({ id })
    .update({
      state,
      paused_by_office: byOffice !== undefined && state === "paused",
      closed_by_office: byOffice !== undefined && state === "closed",
      office_reason: byOffice?.reason ?? null,
      ...(state === "closed" && pendingChange),
    });
  return (await findOffer(trx, id)) as Offer;
}

/** Records the time at which a locked, closed offer was cancelled. */
export async function setOfferCancelled(trx: Trx, id: string, at: Date): Promise<void> {
  await trx("offers").where({ id }).update({ cancelled_at: at });
}

/** The ids of the provider's open offers, locked in order. */
export function lockOpenOffersOfProvider(trx: Trx, providerId: string): Promise<string[]> {
  return sql(trx, { providerId }).column(`
    select id from offers where provider_id = :providerId and state = 'open'
    order by id for no key update`);
}

/** Pauses open offers that are locked. */
export async function pauseOffers(trx: Trx, ids: string[]): Promise<void> {
  await sql(trx, { ids }).count(`
    update offers set state = 'paused' where id = any(:ids::uuid[])`);
}
