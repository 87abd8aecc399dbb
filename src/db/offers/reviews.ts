import type { Db, Trx } from "../connect.ts";
import { omitNulls, sql } from "../sql.ts";
import type { OfferTerms } from "../../domain/offers/offer.ts";
import { revived } from "./offer-row.ts";

export interface Review {
  decision: "approved" | "returned";
  reason?: string | undefined;
  at: Date;
}

/** An offer's terms and the version of its template as they were returned. */
export interface ReturnedOffer {
  terms: OfferTerms;
  templateVersion: number;
}

/** Records the culture office's decision. */
export async function insertReview(
  trx: Trx,
  review: {
    offerId: string;
    decision: Review["decision"];
    reason: string | undefined;
    reviewer: string;
    /** Whether it is about a change of an approved offer. */
    ofChange: boolean;
    /** The returned offer as it is, to compare with what is sent again. */
    returned?: ReturnedOffer | undefined;
  },
): Promise<void> {
  const { returned, ...row } = review;
  const terms = returned && JSON.stringify(returned.terms);
  const templateVersion = returned?.templateVersion;
  await sql(trx, { ...row, terms, templateVersion }).count(`
    insert into reviews (offer_id, decision, reason, reviewer, of_change, terms, template_version)
    values (:offerId, :decision, :reason, :reviewer, :ofChange, :terms::jsonb, :templateVersion::int)`);
}

/** The offer as the culture office returned it last; undefined where it did not, or a process of before did. */
export async function returnedOffer(db: Db, offerId: string): Promise<ReturnedOffer | undefined> {
  const row = await sql(db, { offerId }).row<ReturnedOffer | { terms: null }>(`
    select terms, template_version from reviews where offer_id = :offerId and not of_change
    order by created_at desc limit 1`);
  // All of them were stored.
  return row?.terms ? { ...row, terms: revived(row.terms) as OfferTerms } : undefined;
}

/** Why the latest decision on a change of the offer returned it; undefined where it approved, or there is none. */
export async function reasonOfReturnedChange(db: Db, offerId: string): Promise<string | undefined> {
  const row = await sql(db, { offerId }).row<{ reason: string | null }>(`
    select case when decision = 'returned' then reason end as reason from reviews
    where offer_id = :offerId and of_change
    order by created_at desc limit 1`);
  return row?.reason ?? undefined;
}

/** The latest decision on each of the offers, changes apart; an offer without one is left out. */
export async function latestReviews(db: Db, offerIds: string[]): Promise<Map<string, Review>> {
  const rows = await sql(db, { offerIds }).rows<Review & { offerId: string }>(`
    select distinct on (offer_id) offer_id, decision, reason, created_at as at
    from reviews where offer_id = any(:offerIds::uuid[]) and not of_change
    order by offer_id, created_at desc`);
  return new Map(rows.map(({ offerId, ...review }) => [offerId, omitNulls(review, "reason")]));
}
