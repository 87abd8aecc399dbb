import { z } from "zod";
import { listOffers } from "../../actions/offers/list-offers.ts";
import { reviewOffer } from "../../actions/offers/review-offer.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { offerExample, revisionExample } from "../api/examples/offer-examples.ts";
import { answerOffer, answerOffers } from "../api/answer-offers.ts";
import { offerSchema } from "../api/offer-json.ts";
import { pageOf, pageQuery, pageWith } from "../api/paging.ts";

const tag = "Reviews";
const params = z.object({ offerId: z.uuid() });
const nowAs = (example: object) => ({
  200: { description: "The offer as it is now", schema: offerSchema, example },
});
const reason = z.string().trim().min(1).max(1000).describe("For the provider to read");

/** Endpoints for the offers that await review, and the decisions. None of them reads a recipient. */
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
      responses: {
        200: {
          description: "One page",
          schema: pageOf(offerSchema),
          example: pageWith(offerExample("submitted")),
        },
      },
    },
    async (deps, { actor, query }) => {
      const { items, nextCursor } = await listOffers(deps, {
        ...query,
        actor,
        awaitingReview: true,
      });
      return { status: 200, body: { items: await answerOffers(deps, actor, items), nextCursor } };
    },
  ),
  jsonEndpoint(
    {
      id: "approveOffer",
      method: "post",
      path: "/api/v1/offers/{offerId}/approve",
      tag,
      summary: "Open an offer",
      description:
        "From submitted, when its provider is approved; of an approved offer the `pendingChange`, which then holds at once. With the `revision` of the offer as you saw it, an offer that its provider has changed meanwhile is refused instead of opened. A change needs it; for a submitted offer the body may be left out.",
      roles: ["culture"],
      params,
      body: z.strictObject({
        reason: reason.optional(),
        revision: z
          .string()
          .max(500)
          .optional()
          .describe("Approve this one alone; needed for a change and to accept a text"),
        acceptedTexts: z
          .array(z.string().max(50))
          .max(20)
          .optional()
          .describe(
            "Paths of the offer's `textExceptions` that are accepted; each that is not yet has to be named",
          ),
      }),
      example: { reason: "Just what the winter holidays lack.", revision: revisionExample },
      responses: nowAs(offerExample("open", { allocated: 0, left: 80 })),
      problems: {
        illegal_state: { detail: "The culture office has to approve the provider first." },
        conflict: {
          detail: "The offer changed since it was looked at; look again.",
          extra: { changed: [{ path: "quota", current: 120 }] },
        },
      },
    },
    async (deps, { actor, params, body }) =>
      answerOffer(
        deps,
        actor,
        await reviewOffer(deps, { actor, ...params, decision: "approved", ...body }),
      ),
  ),
  jsonEndpoint(
    {
      id: "returnOffer",
      method: "post",
      path: "/api/v1/offers/{offerId}/return",
      tag,
      summary: "Return an offer to its provider",
      description:
        "From submitted, or the `pendingChange` of an approved one. The provider reads the reason, mends the offer and submits it again.",
      roles: ["culture"],
      params,
      body: z.strictObject({ reason }),
      example: { reason: "Please name the opening hours in the description." },
      responses: nowAs(offerExample("returned")),
      problems: {
        illegal_state: { detail: "An offer that is open does not take “return”." },
      },
    },
    async (deps, { actor, params, body }) =>
      answerOffer(
        deps,
        actor,
        await reviewOffer(deps, { actor, ...params, decision: "returned", reason: body.reason }),
      ),
  ),
];
