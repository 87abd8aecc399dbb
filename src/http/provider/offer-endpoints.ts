import { z } from "zod";
import { cancelOffer } from "../../actions/cancel-offer.ts";
import { changeOffer } from "../../actions/change-offer.ts";
import { closeOffer } from "../../actions/close-offer.ts";
import { createOffer } from "../../actions/create-offer.ts";
import { listOffers } from "../../actions/list-offers.ts";
import { pauseOffer } from "../../actions/pause-offer.ts";
import { resumeOffer } from "../../actions/resume-offer.ts";
import { showOffer } from "../../actions/show-offer.ts";
import { showStatistics } from "../../actions/show-statistics.ts";
import { submitOffer } from "../../actions/submit-offer.ts";
import type { Actor, Deps } from "../../actions/deps.ts";
import { latestReviews } from "../../db/reviews.ts";
import { offerBody, offerChanges } from "../../domain/offer-input.ts";
import type { Offer } from "../../domain/offer.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { pageOf, pageQuery } from "../paging.ts";
import { offerExample, offerJson, offerSchema } from "../offer-json.ts";

const params = z.object({ offerId: z.uuid() });
const tag = "Offers";
const changed = { 200: { description: "The offer as it is now", schema: offerSchema } };

function verb(
  name: "submit" | "pause" | "resume" | "close" | "cancel",
  summary: string,
  description: string,
  run: (deps: Deps, input: { actor: Actor; offerId: string }) => Promise<Offer>,
): Endpoint {
  return endpoint(
    {
      id: `${name}Offer`,
      method: "post",
      path: `/api/v1/offers/{offerId}/${name}`,
      tag,
      summary,
      description,
      roles: ["provider"],
      params,
      responses: changed,
      problems: ["illegal_state", "unprocessable"],
    },
    async (deps, { actor, params: { offerId } }) => ({
      status: 200,
      body: offerJson(await run(deps, { actor, offerId })),
    }),
  );
}

/** What a provider does with its own offers. */
export const offerEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "createOffer",
      method: "post",
      path: "/api/v1/offers",
      tag,
      summary: "Make an offer",
      description:
        "A draft, which nobody sees until it is submitted. `validFrom` and `validUntil` take a day (the whole of it, in Oslo) or an instant. Texts that give away why a holder has the ticket are refused with `telling_text`.",
      roles: ["provider"],
      body: offerBody.meta({ id: "OfferBody" }),
      example: offerExample,
      responses: {
        201: { description: "The draft; Location has its address", schema: offerSchema },
      },
      problems: ["telling_text"],
      idempotent: true,
    },
    async (deps, { actor, body }) => {
      const offer = await createOffer(deps, { actor, offer: body });
      return {
        status: 201,
        body: offerJson(offer),
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
        "A provider sees its own, a culture office what its providers have submitted, NAV what was approved for its municipalities.",
      roles: ["nav", "provider", "culture"],
      query: z.object({
        ...pageQuery,
        municipality: z
          .string()
          .regex(/^\d{4}$/, "must be a municipality number of four digits")
          .optional()
          .describe("Only offers for this municipality's children"),
        open: z.stringbool().default(false).describe("`true`: only what can be allocated now"),
      }),
      responses: { 200: { description: "One page", schema: pageOf(offerSchema) } },
    },
    async (deps, { actor, query }) => {
      const { items, nextCursor } = await listOffers(deps, { actor, ...query });
      return { status: 200, body: { items: items.map(offerJson), nextCursor } };
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
        "A provider sees its own, a culture office what its providers have submitted, NAV what was approved for its municipalities.",
      roles: ["provider", "culture", "nav"],
      params,
      responses: { 200: { description: "The offer", schema: offerSchema } },
    },
    async (deps, { actor, params: { offerId } }) => {
      const offer = await showOffer(deps, { actor, offerId });
      const reviews = actor.role === "nav" ? undefined : await latestReviews(deps.db, [offer.id]);
      return { status: 200, body: { ...offerJson(offer), review: reviews?.get(offer.id) } };
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
        "What is absent stays, null takes an optional term away. Once approved, only quota, texts, place and a later end can change; what a ticket shows then changes on every ticket that is out. A quota below what is out is refused, and `lowestPossible` says how far it can go.",
      roles: ["provider"],
      params,
      body: offerChanges.meta({ id: "OfferChanges" }),
      example: { quota: 100 },
      responses: changed,
      problems: ["illegal_state", "quota_below_allocated", "telling_text"],
    },
    async (deps, { actor, params: { offerId }, body }) => ({
      status: 200,
      body: offerJson(await changeOffer(deps, { actor, offerId, changes: body })),
    }),
  ),
  verb(
    "submit",
    "Hand an offer to the culture office",
    "From draft or returned. The template is taken as it is now.",
    submitOffer,
  ),
  verb("pause", "Stop allocating for a while", "Tickets that are out stay valid.", pauseOffer),
  verb("resume", "Go on allocating", "From paused to open.", resumeOffer),
  verb(
    "close",
    "Stop allocating for good",
    "Tickets that are out stay valid; a closed offer never opens again.",
    closeOffer,
  ),
  verb(
    "cancel",
    "Take an offer back",
    "Closes it for good and revokes every ticket that is out, at the door at once; those who got a message about theirs are told.",
    cancelOffer,
  ),
  endpoint(
    {
      id: "showStatistics",
      method: "get",
      path: "/api/v1/offers/{offerId}/statistics",
      tag,
      summary: "How an offer is used",
      description: "Counts of the offer, never of a person.",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "The counts",
          schema: z
            .object({
              quota: z.int(),
              allocated: z.int().describe("Out of the quota now"),
              fetched: z.int().describe("Taken into a wallet, or printed"),
              used: z.int().describe("Scans that counted"),
              admissions: z.int().describe("People let in by them"),
              lapsed: z.int().describe("Never fetched in time"),
              returned: z.int().describe("Given back"),
            })
            .meta({ id: "OfferStatistics" }),
          example: {
            quota: 80,
            allocated: 61,
            fetched: 55,
            used: 34,
            admissions: 51,
            lapsed: 3,
            returned: 1,
          },
        },
      },
    },
    async (deps, { actor, params: { offerId } }) => ({
      status: 200,
      body: await showStatistics(deps, { actor, offerId }),
    }),
  ),
];
