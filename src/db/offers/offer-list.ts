import type { Offer, OfferState } from "../../domain/offers/offer.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { columns, toOffer, type OfferRow } from "./offer-row.ts";

/** The last offer of a page; offers that end soonest come first. */
export interface OfferCursor {
  validUntil: Date;
  id: string;
}

export interface OfferFilter {
  providerId?: string | undefined;
  /** Of providers in one of these. */
  providerMunicipalities?: string[] | undefined;
  /** Offers for one of these. */
  municipalities?: string[] | undefined;
  /** Without offers that all of `municipalities` have declined. */
  withoutDeclined?: boolean | undefined;
  /** What a culture office of these sees: its providers' offers, and approved ones for its children. */
  offices?: string[] | undefined;
  states?: OfferState[] | undefined;
  /** Without offers that ended before. */
  notEndedAt?: Date | undefined;
  /** Only offers whose terms, template or state changed since. */
  updatedSince?: Date | undefined;
  externalId?: string | undefined;
  /** Approved offers alone that were closed, or ended before. */
  closedOrEndedAt?: Date | undefined;
  /** Only offers that the culture office has to decide on, or on a change of which. */
  awaitingReview?: boolean | undefined;
}

/** The offers of the filter, or a page of them; those that end soonest first, or those that end latest. */
export async function findOffers(
  db: Db,
  filter: OfferFilter,
  {
    limit,
    after,
    latestFirst = false,
  }: { limit?: number; after?: OfferCursor | undefined; latestFirst?: boolean } = {},
): Promise<Offer[]> {
  const conditions = [
    filter.providerId !== undefined && "offers.provider_id = :providerId",
    filter.providerMunicipalities &&
      `offers.provider_id in
         (select id from providers where municipality_number = any(:providerMunicipalities::text[]))`,
    filter.municipalities &&
      `exists (select from offer_municipalities where offer_municipalities.offer_id = offers.id
         and offer_municipalities.municipality_number = any(:municipalities::text[])
         ${filter.withoutDeclined ? "and municipality_number <> all(offers.declined_in)" : ""})`,
    filter.offices &&
      `(offers.provider_id in (select id from providers where municipality_number = any(:offices::text[]))
         or offers.state in ('open', 'paused', 'closed') and exists (
           select from offer_municipalities where offer_municipalities.offer_id = offers.id
             and offer_municipalities.municipality_number = any(:offices::text[])))`,
    filter.states && "offers.state = any(:states::text[])",
    filter.notEndedAt && "offers.valid_until > :notEndedAt",
    filter.awaitingReview &&
      `(offers.state = 'submitted' or offers.pending_terms is not null and offers.pending_returned is null)`,
    filter.updatedSince && "offers.updated_at >= :updatedSince",
    filter.externalId !== undefined && "offers.external_id = :externalId",
    filter.closedOrEndedAt &&
      `(offers.state = 'closed'
         or offers.state in ('open', 'paused') and offers.valid_until <= :closedOrEndedAt)`,
    after && "(offers.valid_until, offers.id) > (:validUntil::timestamptz, :id::uuid)",
  ].filter((condition) => typeof condition === "string");
  const order = latestFirst
    ? "offers.valid_until desc, offers.id desc"
    : "offers.valid_until, offers.id";
  const rows = await sql(db, { ...filter, ...after, limit }).rows<OfferRow>(`
    select ${columns} from offers where ${["true", ...conditions].join(" and ")}
    order by ${order} limit :limit::bigint`);
  return rows.map(toOffer);
}

/** The open offers that the municipalities have not declined, and that have not ended. */
export function openOffers(db: Db, municipalities: string[], now: Date): Promise<Offer[]> {
  const filter = { municipalities, withoutDeclined: true, notEndedAt: now };
  return findOffers(db, { ...filter, states: ["open"] }, { limit: 10_000 });
}
