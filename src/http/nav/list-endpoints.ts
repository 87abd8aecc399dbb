import { z } from "zod";
import { listAllocations } from "../../actions/allocations/list-allocations.ts";
import { getRecipient } from "../../actions/recipients/get-recipient.ts";
import { getRecipientDetails } from "../../actions/recipients/get-recipient-details.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { pageOf, pageQuery, pageWith } from "../api/paging.ts";
import { allocationSchema } from "./allocation-json.ts";
import { passSchema } from "./pass-endpoints.ts";
import { ambiguousReference, recipientParams } from "./recipient-params.ts";

const summarySchema = allocationSchema.omit({ progress: true }).meta({ id: "AllocationSummary" });
const heldSchema = passSchema
  .omit({ codeShown: true, issuedAt: true, wallets: true })
  .extend({ allocationId: z.uuid().nullable().describe("By which it was given; null: unknown") })
  .meta({ id: "HeldPass" });

/** Endpoints that list allocations, and a recipient's tickets. */
export const listEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "listAllocations",
      method: "get",
      path: "/api/v1/allocations",
      tag: "Allocations",
      summary: "Your municipalities' allocations, newest first",
      roles: ["nav"],
      query: z.object(pageQuery),
      responses: {
        200: {
          description: "One page",
          schema: pageOf(summarySchema),
          example: pageWith({
            id: exampleIds.allocation,
            mode: "possible",
            allocated: 1,
            refused: 1,
            createdAt: "2026-11-20T09:32:00.000Z",
          }),
        },
      },
    },
    async (deps, { actor, query }) => {
      const { items, nextCursor } = await listAllocations(deps, { actor, ...query });
      const shown = items.map(({ id, mode, allocated, refused, createdAt }) => {
        return { id, mode, allocated, refused, createdAt };
      });
      return { items: shown, nextCursor };
    },
  ),
  jsonEndpoint(
    {
      id: "listRecipientPasses",
      method: "get",
      path: "/api/v1/recipients/{reference}/passes",
      tag: "Recipients",
      summary: "A recipient's tickets, live ones first",
      roles: ["nav"],
      params: recipientParams,
      responses: {
        200: {
          description: "All of them, without those that were replaced for a new phone",
          schema: z.object({ items: z.array(heldSchema) }),
          example: {
            items: [
              {
                serialNumber: exampleIds.serialNumber,
                allocationId: exampleIds.allocation,
                offerId: exampleIds.offer,
                state: "live",
                fetched: true,
              },
            ],
          },
        },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params }) => {
      const { id: recipientId } = await getRecipient(deps, { actor, ...params });
      const { tickets } = await getRecipientDetails(deps, { actor, recipientId });
      const items = tickets.map(({ serialNumber, allocationId, offerId, state, fetched }) => {
        return { serialNumber, allocationId, offerId, state, fetched };
      });
      return { items };
    },
  ),
];
