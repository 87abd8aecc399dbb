import { z } from "zod";
import { declineOffer, undoDecline } from "../../actions/offers/decline-offer.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { answerOffer } from "../api/answer-offers.ts";
import { offerExample } from "../api/examples/offer-examples.ts";
import { offerSchema } from "../api/offer-json.ts";

const common = {
  method: "post",
  tag: "Offers",
  roles: ["culture"],
  params: z.object({ offerId: z.uuid() }),
  body: z.strictObject({
    municipality: z.string().describe("Number of the one of yours, which the offer names"),
  }),
  example: { municipality: "5026" },
  problems: { illegal_state: { detail: "An offer that is closed cannot be declined." } },
} as const;
const answers = (example: object) => ({
  200: { description: "The offer as it is now", schema: offerSchema, example },
});

/**
 * Endpoints with which a culture office closes an approved offer for its own municipality, which pays, and opens it
 * again.
 */
export const declineEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      ...common,
      id: "declineOffer",
      path: "/api/v1/offers/{offerId}/decline",
      summary: "Give no more of an offer's tickets to your municipality's children",
      description:
        "Of any approved offer that names the municipality, whichever office approved it. Allocations there are refused with `offer_declined` from then on. Tickets that are out stay valid, and the municipality pays for them. Other municipalities notice nothing.",
      responses: answers(offerExample("open", { declinedIn: ["5026"] })),
    },
    async (deps, { actor, params, body }) =>
      answerOffer(deps, actor, await declineOffer(deps, { actor, ...params, ...body })),
  ),
  jsonEndpoint(
    {
      ...common,
      id: "undoDeclineOffer",
      path: "/api/v1/offers/{offerId}/decline/undo",
      summary: "Give an offer's tickets to your municipality's children again",
      description: "What `decline` ended may go on.",
      responses: answers(offerExample("open")),
    },
    async (deps, { actor, params, body }) =>
      answerOffer(deps, actor, await undoDecline(deps, { actor, ...params, ...body })),
  ),
];
