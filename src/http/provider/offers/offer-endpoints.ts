import { z } from "zod";
import { updateOffer } from "../../../actions/offers/update-offer.ts";
import { createOffer } from "../../../actions/offers/create-offer.ts";
import { listOffers } from "../../../actions/offers/list-offers.ts";
import { removeOffer } from "../../../actions/offers/remove-offer.ts";
import { getLatestReview } from "../../../actions/offers/get-latest-review.ts";
import { getOffer } from "../../../actions/offers/get-offer.ts";
import { instantInput } from "../../../domain/date-input.ts";
import { entityTag } from "../../../domain/entity-tag.ts";
import { offerChanges } from "../../../domain/offers/offer-input.ts";
import { withOneRefund } from "../../../domain/offers/refund-input.ts";
import { offerRevision } from "../../../domain/offers/offer-revision.ts";
import { offerStates, type Offer } from "../../../domain/offers/offer.ts";
import { changeProblems, externalIdTaken, newOffer, revealingText } from "./offer-operations.ts";
import { updatedOffer } from "./updated-offer.ts";
import { endpoint, type Endpoint } from "../../api/endpoint.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { offerBodyExample, offerExample } from "../../api/examples/offer-examples.ts";
import { pageOf, pageQuery, pageWith } from "../../api/paging.ts";
import { answerOffer, answerOffers } from "../../api/answer-offers.ts";
import { offerSchema } from "../../api/offer-json.ts";

const params = z.object({ offerId: z.uuid() });
const tag = "Offers";
const tagOf = (offer: Offer) => ({ ETag: entityTag(offerRevision(offer)) });

/** Endpoints that create, list, read, change and remove offers. */
export const offerEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "createOffer",
      method: "post",
      path: "/api/v1/offers",
      tag,
      summary: "Make an offer",
      description:
        "A draft, which nobody sees until it is submitted. `validFrom` and `validUntil` take a day (the whole of it, in Oslo) or an instant. Texts that give away why a holder has the ticket are refused with `revealing_text`.",
      roles: ["provider"],
      body: newOffer,
      example: offerBodyExample,
      responses: {
        201: {
          description: "The draft; Location has its address",
          schema: offerSchema,
          example: offerExample("draft"),
        },
      },
      problems: { revealing_text: revealingText, conflict: externalIdTaken },
      idempotent: true,
    },
    async (deps, { actor, body }) => {
      const offer = await createOffer(deps, { actor, offer: body });
      return {
        status: 201,
        body: await answerOffer(deps, actor, offer),
        headers: { Location: `/api/v1/offers/${offer.id}` },
      };
    },
  ),
  endpoint(
    {
      id: "listOffers",
      method: "get",
      path: "/api/v1/offers",
      tag,
      summary: "Offers, those that end soonest first",
      description:
        "A provider sees its own, a culture office what its providers have submitted and what other offices approved for its municipalities, closed and past ones included, with their `numbers` and cost, NAV what was approved for its municipalities.",
      roles: ["nav", "provider", "culture"],
      query: z.object({
        ...pageQuery,
        municipality: z
          .string()
          .regex(/^\d{4}$/, "must be a municipality number of four digits")
          .optional()
          .describe("Only offers for this municipality's children"),
        open: z.stringbool().default(false).describe("`true`: only what can be allocated now"),
        state: z.enum(offerStates).optional().describe("Only offers in this state"),
        updatedSince: instantInput
          .optional()
          .describe(
            "Only offers with an `updatedAt` not before; ask with a minute's overlap, since a change can be on its way",
          ),
        externalId: z.string().max(100).optional().describe("Only the offer with this id of yours"),
      }),
      responses: {
        200: {
          description: "One page",
          schema: pageOf(offerSchema),
          example: pageWith(offerExample("open")),
        },
      },
    },
    async (deps, { actor, query }) => {
      const { state, updatedSince, ...others } = query;
      const { items, nextCursor } = await listOffers(deps, {
        ...others,
        actor,
        states: state && [state],
        updatedSince: updatedSince === undefined ? undefined : new Date(updatedSince),
      });
      return { status: 200, body: { items: await answerOffers(deps, actor, items), nextCursor } };
    },
  ),
  endpoint(
    {
      id: "showOffer",
      method: "get",
      path: "/api/v1/offers/{offerId}",
      tag,
      summary: "One offer",
      description:
        "A provider sees its own, a culture office what its providers have submitted and what other offices approved for its municipalities, NAV what was approved for its municipalities.",
      roles: ["provider", "culture", "nav"],
      params,
      versioned: true,
      responses: {
        200: {
          description: "The offer",
          schema: offerSchema,
          example: offerExample("open", {
            review: { decision: "approved", at: "2026-11-16T12:10:00.000Z" },
          }),
        },
      },
    },
    async (deps, { actor, params: { offerId } }) => {
      const offer = await getOffer(deps, { actor, offerId });
      const review = await getLatestReview(deps, { actor, offerId });
      const body = { ...(await answerOffer(deps, actor, offer)), review };
      // As the body says it: what waits for another office is not in it for who only reads the offer.
      return { status: 200, body, headers: { ETag: entityTag(body.revision) } };
    },
  ),
  endpoint(
    {
      id: "changeOffer",
      method: "patch",
      path: "/api/v1/offers/{offerId}",
      tag,
      summary: "Change an offer",
      description:
        "What is absent stays, null takes an optional term away. Once approved, a lower quota, place, opening hours, a later end, more sessions and the time of an event change at once; what a ticket shows then changes on every ticket that is out. A changed time or place also sends one message to each holder who knows of the ticket; the validity follows the event. Title, description, refund and, with a refund, a quota above the approved one or a time that can cost more wait as `pendingChange` until the culture office approves them; the answer has the old ones until then, and `withdraw` drops the change. The refund stays once a ticket was allocated. A quota below what is out is refused, and `lowestPossible` says how far it can go.",
      roles: ["provider"],
      params,
      body: withOneRefund(offerChanges).meta({ id: "OfferChanges" }),
      versioned: true,
      example: { quota: 70 },
      responses: {
        200: {
          description: "The offer as it is now",
          schema: offerSchema,
          example: offerExample("open", { quota: 70, left: 9 }),
        },
      },
      problems: changeProblems,
    },
    async (deps, { actor, params, body: changes, ifMatch }) => {
      const update = await updateOffer(deps, { actor, ...params, changes, ifMatch });
      const offer = updatedOffer(update);
      return { status: 200, body: await answerOffer(deps, actor, offer), headers: tagOf(offer) };
    },
  ),
  jsonEndpoint(
    {
      id: "removeOffer",
      method: "delete",
      path: "/api/v1/offers/{offerId}",
      tag,
      summary: "Throw an offer away",
      description:
        "A draft or a returned offer, with what the culture office wrote about it; withdraw first what is submitted, and close what was open.",
      roles: ["provider"],
      params,
      responses: { 204: { description: "It is gone" } },
      problems: { illegal_state: { detail: "An offer that is open cannot be removed." } },
    },
    (deps, { actor, params }) => removeOffer(deps, { actor, ...params }),
  ),
];
