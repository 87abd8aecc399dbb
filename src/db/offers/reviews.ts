import type { Db, Trx } from "../connect.ts";

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
  },
): Promise<void> {
  await trx("reviews").insert({
    offer_id: review.offerId,
    decision: review.decision,
    reason: review.reason ?? null,
    reviewer: review.reviewer,
  });
}

/** The latest decision on each of the offers; an offer without one is left out. */
export async function latestReviews(db: Db, offerIds: string[]): Promise<Map<string, Review>> {
  const { rows } = await db.raw<{
    rows: { offer_id: string; decision: Review["decision"]; reason: string | null; at: Date }[];
  }>(
    `select distinct on (offer_id) offer_id, decision, reason, created_at as at
     from reviews where offer_id = any(?::uuid[])
     order by offer_id, created_at desc`,
    [offerIds],
  );
  return new Map(
    rows.map(({ offer_id, decision, reason, at }) => [
      offer_id,
      { decision, ...(reason !== null && { reason }), at },
    ]),
  );
}
