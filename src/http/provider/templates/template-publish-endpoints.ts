import { z } from "zod";
import { publishTemplate } from "../../../actions/templates/publish-template.ts";
import { setTemplateArchived } from "../../../actions/templates/set-template-archived.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";

const archiving = {
  tag: "Templates",
  roles: ["provider"],
  params: z.object({ templateId: z.uuid() }),
  responses: { 204: { description: "Done, also where it was so already" } },
  problems: { illegal_state: { detail: "A shipped template is everybody's, and stays." } },
} as const;

/** Endpoints that archive a template, and that update issued tickets to the latest version of theirs. */
export const templatePublishEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "archiveTemplate",
      method: "post",
      path: "/api/v1/templates/{templateId}/archive",
      summary: "Put a template of yours away",
      description: "It is listed with `archived=true` alone. Offers that show it keep it.",
      ...archiving,
    },
    (deps, { actor, params }) => setTemplateArchived(deps, { actor, ...params, archived: true }),
  ),
  jsonEndpoint(
    {
      id: "restoreTemplate",
      method: "post",
      path: "/api/v1/templates/{templateId}/restore",
      summary: "Bring an archived template back",
      description: "It is listed with the others again.",
      ...archiving,
    },
    (deps, { actor, params }) => setTemplateArchived(deps, { actor, ...params, archived: false }),
  ),
  jsonEndpoint(
    {
      id: "publishTemplate",
      method: "post",
      path: "/api/v1/offers/{offerId}/publish-template",
      tag: "Templates",
      summary: "Show the latest version of its template on an offer's tickets",
      description:
        "Where colours alone differ, tickets that are out are updated on phones at once. Another look (fields, texts, pictures) waits for the culture office as the offer's `pendingChange`, and the tickets stay as they are until it is approved; `withdraw` drops it. The style may not change. Repeating it updates nothing more.",
      roles: ["provider"],
      params: z.object({ offerId: z.uuid() }),
      responses: {
        200: {
          description: "What is shown now",
          schema: z.object({
            offerId: z.uuid().describe("Whose tickets show it now"),
            templateVersion: z.int().describe("The version that they show"),
            tickets: z.int().describe("How many tickets were updated"),
            waiting: z.boolean().describe("Whether the latest waits for the culture office"),
          }),
          example: { offerId: exampleIds.offer, templateVersion: 2, tickets: 61, waiting: false },
        },
      },
      problems: { illegal_state: { detail: "The style of a ticket cannot change." } },
    },
    async (deps, { actor, params: { offerId } }) => {
      const { offer, tickets, waits } = await publishTemplate(deps, { actor, offerId });
      const { id, templateVersion } = offer;
      return { offerId: id, templateVersion, tickets, waiting: waits };
    },
  ),
];
