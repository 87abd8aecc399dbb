import { z } from "zod";
import { publishTemplate } from "../../actions/templates/publish-template.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

/** Endpoint that updates issued tickets to the latest version of their template. */
export const templatePublishEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "publishTemplate",
      method: "post",
      path: "/api/v1/offers/{offerId}/publish-template",
      tag: "Templates",
      summary: "Show the latest version of its template on an offer's tickets",
      description:
        "Tickets that are out are updated on phones. The style may not change. Repeating it updates nothing more.",
      roles: ["provider"],
      params: z.object({ offerId: z.uuid() }),
      responses: {
        200: {
          description: "What is shown now",
          schema: z.object({
            offerId: z.uuid().describe("Whose tickets show it now"),
            templateVersion: z.int().describe("The latest"),
            tickets: z.int().describe("How many tickets were updated"),
          }),
          example: { offerId: exampleIds.offer, templateVersion: 2, tickets: 61 },
        },
      },
      problems: { illegal_state: { detail: "The style of a ticket cannot change." } },
    },
    async (deps, { actor, params: { offerId } }) => {
      const { offer, tickets } = await publishTemplate(deps, { actor, offerId });
      return { offerId: offer.id, templateVersion: offer.templateVersion, tickets };
    },
  ),
];
