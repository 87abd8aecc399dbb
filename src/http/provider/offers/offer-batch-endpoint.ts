import { z } from "zod";
import { createOffers } from "../../../actions/offers/create-offers.ts";
import { answerOffers } from "../../api/answer-offers.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { offerBodyExample, offerExample } from "../../api/examples/offer-examples.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { offerSchema } from "../../api/offer-json.ts";
import { externalIdTaken, newOffer, revealingText } from "./offer-operations.ts";

const ofFirstItem = ({ errors: [fault] }: typeof externalIdTaken) => ({
  detail: "No offer was made; see errors.",
  errors: fault ? [{ ...fault, path: `items[0].${fault.path}` }] : [],
});

/** The endpoint that creates many offers at once. */
export const offerBatchEndpoint: Endpoint = jsonEndpoint(
  {
    id: "createOffers",
    method: "post",
    path: "/api/v1/offers/batch",
    tag: "Offers",
    summary: "Make up to 100 offers",
    description:
      "Drafts, all or none: the faults of all are named under `items[…]`, and nothing was made then. The answer has them in the order of the request.",
    roles: ["provider"],
    body: z
      .strictObject({
        items: z.array(newOffer).min(1).max(100).describe("At most 100 in a request"),
      })
      .meta({ id: "OfferBatch" }),
    example: { items: [{ ...offerBodyExample, externalId: "season-2027-day-pass" }] },
    responses: {
      201: {
        description: "The drafts",
        schema: z.object({ items: z.array(offerSchema) }),
        example: { items: [offerExample("draft", { externalId: "season-2027-day-pass" })] },
      },
    },
    problems: {
      revealing_text: ofFirstItem(revealingText),
      conflict: ofFirstItem(externalIdTaken),
    },
    idempotent: true,
  },
  async (deps, { actor, body: { items: offers } }) => {
    const created = await createOffers(deps, { actor, offers });
    return { items: await answerOffers(deps, actor, created) };
  },
);
