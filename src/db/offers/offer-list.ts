import type { Offer, OfferState } from "../../domain/offers/offer.ts";
import type { Db } from "../connect.ts";
import { columns, toOffer, type OfferRow } from "./offer-row.ts";

/** Where a page of the list ended: offers that end soonest come first. */
export interface OfferCursor {
  validUntil: Date;
  id: string;
}

export interface OfferFilter {
  providerId?: string | undefined;
  /** Of providers at home in one of these. */
  providerMunicipalities?: string[] | undefined;
  /** For children of one of these. */
  municipalities?: string[] | undefined;
  states?: OfferState[] | undefined;
  /** Leaves out what has ended by then. */
  notEndedAt?: Date | undefined;
}

/** One page of offers; those that end soonest first. */
export async function findOffers(
  db: Db,
  filter: OfferFilter,
  { limit, after }: { limit: number; after?: OfferCursor | undefined },
): Promise<Offer[]> {
  const query = db("offers")
    .select(db.raw(columns))
    .orderBy(["offers.valid_until", "offers.id"])
    .limit(limit);
  if (filter.providerId !== undefined) void query.where("offers.provider_id", filter.providerId);
  if (filter.providerMunicipalities) {
    void query.whereRaw(
      `offers.provider_id in
         (select id from providers where municipality_number = any(?::text[]))`,
      [filter.providerMunicipalities],
    );
  }
  if (filter.municipalities) {
    void query.whereRaw(
      `exists (select from offer_municipalities where offer_municipalities.offer_id = offers.id
         and offer_municipalities.municipality_number = any(?::text[]))`,
      [filter.municipalities],
    );
  }
  if (filter.states) void query.whereRaw("offers.state = any(?::text[])", [filter.states]);
  if (filter.notEndedAt) void query.where("offers.valid_until", ">", filter.notEndedAt);
  if (after) {
    void query.whereRaw("(offers.valid_until, offers.id) > (?::timestamptz, ?::uuid)", [
      after.validUntil,
      after.id,
    ]);
  }
  return ((await query) as OfferRow[]).map(toOffer);
}

/** What may be allocated to children of the municipalities. */
export function openOffers(db: Db, municipalities: string[], now: Date): Promise<Offer[]> {
  return findOffers(db, { municipalities, states: ["open"], notEndedAt: now }, { limit: 10_000 });
}
