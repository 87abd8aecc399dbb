import { z } from "zod";
import { maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { addToWaitingList } from "../../actions/waiting/add-to-waiting-list.ts";
import { getWaitingList } from "../../actions/waiting/get-waiting-list.ts";
import { removeFromWaitingList } from "../../actions/waiting/remove-from-waiting-list.ts";
import { refusalReasons } from "../../domain/allocations/allocation.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { waitingListExample, waitingListJson, waitingListSchema } from "./waiting-list-json.ts";
import { namedInOneWay, namedRecipients } from "./named-recipients.ts";
import { ambiguousReference } from "./recipient-params.ts";

const common = {
  tag: "Waiting lists",
  roles: ["nav"],
  path: "/api/v1/offers/{offerId}/waiting-list",
  params: z.object({ offerId: z.uuid() }),
} as const;

const body = z
  .strictObject(namedRecipients({ max: maxAllocationItems }))
  .refine(...namedInOneWay)
  .meta({ id: "WaitingListBody" });

/** Endpoints for the waiting lists of offers. */
export const waitingListEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      ...common,
      id: "showWaitingList",
      method: "get",
      summary: "Who waits for an offer's tickets, in the order of places",
      description:
        "Your own children. Each municipality's stand by its published rule, equals by the time of entry; siblings share a place. An allocation to a child ends its waiting: give the `proposed` ones their tickets by `POST /api/v1/allocations`.",
      responses: {
        200: { description: "The list", schema: waitingListSchema, example: waitingListExample },
      },
    },
    async (deps, { actor, params }) =>
      waitingListJson(await getWaitingList(deps, { actor, ...params })),
  ),
  endpoint(
    {
      ...common,
      id: "addToWaitingList",
      method: "post",
      summary: "Put recipients on an offer's waiting list",
      description:
        "Those who wait already keep their place. A recipient that an allocation would refuse for another reason than too few tickets is left out, with the reason.",
      body,
      idempotent: true,
      example: { recipients: ["R-1003"] },
      responses: {
        200: {
          description: "Who was left out",
          schema: z.object({
            refused: z
              .array(
                z.object({
                  recipientId: z.uuid().describe("Its `id`"),
                  reason: z.enum(refusalReasons).describe("As an allocation's"),
                }),
              )
              .describe("Recipients who do not wait"),
          }),
          example: { refused: [{ recipientId: exampleIds.recipient, reason: "outside_age" }] },
        },
      },
      problems: {
        illegal_state: { detail: "The offer has ended." },
        conflict: { detail: "Some references are known in several of your municipalities." },
      },
    },
    async (deps, { actor, params, body: { recipients = [], recipientIds = [] } }) => {
      const named = [
        ...recipients.map((recipient, i) => ({ recipient, path: `recipients[${i}]` })),
        ...recipientIds.map((recipientId, i) => ({ recipientId, path: `recipientIds[${i}]` })),
      ];
      const refused = await addToWaitingList(deps, { actor, ...params, named });
      return { status: 200, body: { refused } };
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "removeFromWaitingList",
      method: "delete",
      summary: "Take a recipient off an offer's waiting list",
      query: z.object({
        recipient: z
          .string()
          .min(1)
          .max(100)
          .optional()
          .describe("Your reference, or the recipient's `id`; required"),
      }),
      responses: { 204: { description: "It does not wait any more" } },
      problems: ambiguousReference,
    },
    async (deps, { actor, params, query }) => {
      const { recipient: reference } = query;
      const recipient = reference === undefined ? undefined : { reference };
      await removeFromWaitingList(deps, { actor, ...params, recipient });
    },
  ),
];
