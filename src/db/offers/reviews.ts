import type { Db, Trx } from "../connect.ts";
import { omitNulls, sql } from "../sql.ts";

export interface Review {
  decision: "approved" | "returned";
  reason?: string | undefined;
  at: Date;
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
  },
): Promise<void> {
  await sql(trx, review).count(`
    insert into reviews (offer_id, decision, reason, reviewer, of_change)
    values (:offerId, :decision, :reason, :reviewer, :ofChange)`);
}

/** The latest decision on each of the offers, changes apart; an offer without one is left out. */
export async function latestReviews(db: Db, offerIds: string[]): Promise<Map<string, Review>> {
  const rows = await sql(db, { offerIds }).rows<Review & { offerId: string }>(`
    select distinct on (offer_id) offer_id, decision, reason, created_at as at
    from reviews where offer_id = any(:offerIds::uuid[]) and not of_change
    order by offer_id, created_at desc`);
  return new Map(rows.map(({ offerId, ...review }) => [offerId, omitNulls(review, "reason")]));
}
