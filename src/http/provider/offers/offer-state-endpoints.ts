import { z } from "zod";
import { cancelOffer } from "../../../actions/offers/cancel-offer.ts";
import { closeOffer } from "../../../actions/offers/close-offer.ts";
import type { Actor, Deps } from "../../../actions/deps.ts";
import { pauseOffer } from "../../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../../actions/offers/resume-offer.ts";
import { submitOffer } from "../../../actions/offers/submit-offer.ts";
import { withdrawOffer } from "../../../actions/offers/withdraw-offer.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { offerExample } from "../../api/examples/offer-examples.ts";
import { answerOffer } from "../../api/answer-offers.ts";
import { offerSchema } from "../../api/offer-json.ts";
import type { ProblemExamples } from "../../api/operation.ts";

function verb(
  name: "submit" | "withdraw" | "resume" | "cancel",
  {
    example,
    roles = ["provider"],
    ...described
  }: {
    summary: string;
    description: string;
    example: object;
    roles?: ("provider" | "culture")[];
    problems: ProblemExamples;
  },
  run: (deps: Deps, input: { actor: Actor; offerId: string }) => Promise<Offer>,
): Endpoint {
  return jsonEndpoint(
    {
      id: `${name}Offer`,
      method: "post",
      path: `/api/v1/offers/{offerId}/${name}`,
      tag: "Offers",
      ...described,
      roles,
      params: z.object({ offerId: z.uuid() }),
      responses: {
        200: { description: "The offer as it is now", schema: offerSchema, example },
      },
    },
    async (deps, { actor, params }) =>
      answerOffer(deps, actor, await run(deps, { actor, ...params })),
  );
}

/** A move that the culture office makes, too, and may give the provider a reason for. */
function stop(
  name: "pause" | "close",
  { example, ...described }: Omit<Parameters<typeof verb>[1], "roles">,
  run: (
    deps: Deps,
    input: { actor: Actor; offerId: string; reason?: string | undefined },
  ) => Promise<Offer>,
): Endpoint {
  return jsonEndpoint(
    {
      id: `${name}Offer`,
      method: "post",
      path: `/api/v1/offers/{offerId}/${name}`,
      tag: "Offers",
      ...described,
      roles: ["provider", "culture"],
      params: z.object({ offerId: z.uuid() }),
      body: z.strictObject({
        reason: z
          .string()
          .max(1000)
          .optional()
          .describe("The culture office's, for the provider to read; a provider needs none"),
      }),
      example: { reason: "The venue is being rebuilt." },
      responses: {
        200: { description: "The offer as it is now", schema: offerSchema, example },
      },
    },
    async (deps, { actor, params, body }) =>
      answerOffer(deps, actor, await run(deps, { actor, ...params, ...body })),
  );
}

/** Endpoints with which a provider, and of some the culture office, changes the state of an offer. */
export const offerStateEndpoints: Endpoint[] = [
  verb(
    "submit",
    {
      summary: "Hand an offer to the culture office",
      description: "From draft or returned. The template is taken as it is now.",
      example: offerExample("submitted"),
      problems: {
        illegal_state: { detail: "An offer that is open does not take “submit”." },
        unprocessable: {
          detail: "The offer's validity is over; move its end first.",
          errors: [{ path: "validUntil", code: "in_the_past", message: "must be later than now" }],
        },
      },
    },
    submitOffer,
  ),
  verb(
    "withdraw",
    {
      summary: "Take an offer back from the culture office",
      description:
        "From submitted to draft, to change it and submit it again, or to remove it. Of an approved offer it drops the `pendingChange`.",
      example: offerExample("draft"),
      problems: { illegal_state: { detail: "An offer that is open does not take “withdraw”." } },
    },
    withdrawOffer,
  ),
  stop(
    "pause",
    {
      summary: "Stop allocating for a while",
      description:
        "From open. Tickets that are out stay valid. What the culture office pauses, only the office resumes; it may also take over a pause of the provider's. The provider is told, with the office's `reason`.",
      example: offerExample("paused", {
        pausedByOffice: true,
        officeReason: "The venue is being rebuilt.",
      }),
      problems: { illegal_state: { detail: "An offer that is draft does not take “pause”." } },
    },
    pauseOffer,
  ),
  verb(
    "resume",
    {
      summary: "Go on allocating",
      description: "From paused to open.",
      roles: ["provider", "culture"],
      example: offerExample("open"),
      problems: { illegal_state: { detail: "An offer that is closed does not take “resume”." } },
    },
    resumeOffer,
  ),
  stop(
    "close",
    {
      summary: "Stop allocating for good",
      description:
        "Tickets that are out stay valid; a closed offer never opens again. When the culture office closes it, the provider is told, with the office's `reason`.",
      example: offerExample("closed"),
      problems: { illegal_state: { detail: "An offer that is submitted does not take “close”." } },
    },
    closeOffer,
  ),
  verb(
    "cancel",
    {
      summary: "Take an offer back",
      description:
        "Closes it for good and revokes every ticket that is out, at the door at once; those who got a message about theirs are told. Codes of your own that were shown work until you block them: `GET /api/v1/offers/{offerId}/codes/to-block` lists them afterwards.",
      example: offerExample("closed", {
        allocated: 0,
        left: 80,
        cancelledAt: "2027-01-08T14:00:00.000Z",
      }),
      problems: { illegal_state: { detail: "The offer is cancelled already." } },
    },
    cancelOffer,
  ),
];
