import { z } from "zod";
import { listOffers } from "../../actions/list-offers.ts";
import { reviewOffer } from "../../actions/review-offer.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { offerJson, offerSchema } from "../offer-json.ts";
import { pageOf, pageQuery } from "../paging.ts";

const tag = "Reviews";
const params = z.object({ offerId: z.uuid() });
const now = { 200: { description: "The offer as it is now", schema: offerSchema } };
const reason = z.string().trim().min(1).max(1000);

/** What waits for the culture office, and its decisions. Nothing here knows a recipient. */
export const reviewEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "listReviews",
      method: "get",
      path: "/api/v1/reviews",
      tag,
      summary: "Offers that wait for review",
      roles: ["culture"],
      query: z.object(pageQuery),
      responses: { 200: { description: "One page", schema: pageOf(offerSchema) } },
    },
    async (deps, { actor, query }) => {
      const { items, nextCursor } = await listOffers(deps, {
        ...query,
        actor,
        states: ["submitted"],
      });
      return { status: 200, body: { items: items.map(offerJson), nextCursor } };
    },
  ),
  endpoint(
    {
      id: "approveOffer",
      method: "post",
      path: "/api/v1/offers/{offerId}/approve",
      tag,
      summary: "Open an offer",
      description: "From submitted, when its provider is approved. The body may be left out.",
      roles: ["culture"],
      params,
      body: z.strictObject({ reason: reason.optional() }),
      responses: now,
      problems: ["illegal_state"],
    },
    async (deps, { actor, params: { offerId }, body }) => ({
      status: 200,
      body: offerJson(
        await reviewOffer(deps, { actor, offerId, decision: "approved", reason: body.reason }),
      ),
    }),
  ),
  endpoint(
    {
      id: "returnOffer",
      method: "post",
      path: "/api/v1/offers/{offerId}/return",
      tag,
      summary: "Return an offer to its provider",
      description:
        "From submitted. The provider reads the reason, mends the offer and submits it again.",
      roles: ["culture"],
      params,
      body: z.strictObject({ reason }),
      example: { reason: "Please name the opening hours in the description." },
      responses: now,
      problems: ["illegal_state"],
    },
    async (deps, { actor, params: { offerId }, body }) => ({
      status: 200,
      body: offerJson(
        await reviewOffer(deps, { actor, offerId, decision: "returned", reason: body.reason }),
      ),
    }),
  ),
];
