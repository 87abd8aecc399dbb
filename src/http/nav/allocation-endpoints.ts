import { z } from "zod";
import { allocate } from "../../actions/allocations/allocate.ts";
import { revokeAllocation } from "../../actions/allocations/revoke-allocation.ts";
import { undoAllocation } from "../../actions/allocations/undo-allocation.ts";
import { listAllocationItems } from "../../actions/allocations/list-allocation-items.ts";
import { getAllocation } from "../../actions/allocations/get-allocation.ts";
import { AppError } from "../../errors.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import {
  allocationBody,
  allocationSchema,
  endedSchema,
  answerSchema,
  progressExample,
  storedItemExample,
  storedItemSchema,
} from "./allocation-json.ts";
import { allocationRevocationBody } from "./revocation-body.ts";

const tag = "Allocations";
const params = z.object({ allocationId: z.uuid() });

const one = { recipient: "R-1008", offerId: exampleIds.offer };
const other = { recipient: "R-1003", offerId: exampleIds.offer };
const overLimit = { ...other, status: "refused", reason: "over_limit", passes: [] };
const allocationExample = {
  id: exampleIds.allocation,
  mode: "possible",
  allocated: 1,
  refused: 1,
  createdAt: "2026-11-20T09:32:00.000Z",
};
const endedExample = {
  ...allocationExample,
  progress: progressExample({ revoked: 1 }),
  revoked: 1,
  codesShown: 0,
};

/** Endpoints that allocate tickets, and follow or revoke an allocation. */
export const allocationEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "allocate",
      method: "post",
      path: "/api/v1/allocations",
      tag,
      summary: "Give recipients tickets of offers",
      description:
        "Decided in one transaction, item by item in their order; a quota is never exceeded. In mode `all` with any refusal the answer is 409 `nothing_allocated` and carries the same `items` with each `reason`. The tickets are `pending` until the service has issued them, a moment later. Each item names its recipient by your reference or by `recipientId`; a reference that several of your municipalities know is answered 409 `conflict` with the item's path. Send an Idempotency-Key: then a repeated request allocates once, whatever happened in between.",
      roles: ["nav"],
      body: allocationBody,
      example: { items: [one, other], mode: "possible" },
      responses: {
        201: {
          description: "The decision; Location has its address",
          schema: answerSchema,
          example: {
            id: exampleIds.allocation,
            allocated: 1,
            refused: 1,
            items: [
              {
                ...one,
                status: "allocated",
                passes: [{ serialNumber: exampleIds.serialNumber }],
              },
              overLimit,
            ],
          },
        },
      },
      problems: {
        conflict: {
          detail: "Some references are known in several of your municipalities.",
          errors: [
            {
              path: "items[0].recipient",
              code: "ambiguous",
              message: "is known in several of your municipalities: name the recipient by id",
            },
          ],
        },
        nothing_allocated: {
          detail: "1 of 2 items cannot be allocated, so none was.",
          extra: {
            allocated: 0,
            refused: 2,
            items: [{ ...one, status: "refused", passes: [] }, overLimit],
          },
        },
      },
      idempotent: true,
    },
    async (deps, { actor, body }) => {
      const requested = body.items.map(({ recipient = "", recipientId, ...item }) =>
        recipientId === undefined ? { ...item, recipient } : { ...item, recipientId },
      );
      const decided = await allocate(deps, { actor, mode: body.mode, items: requested });
      const { allocated, refused } = decided;
      const items = body.items.map(({ recipient, recipientId, offerId }, i) => ({
        ...{ recipient, recipientId, offerId },
        ...decided.items[i],
      }));
      if (decided.outcome === "nothing_allocated") {
        const inTheWay = decided.items.filter(({ reason }) => reason !== undefined).length;
        throw new AppError(
          "nothing_allocated",
          `${inTheWay} of ${items.length} items cannot be allocated, so none was.`,
          { extra: { allocated, refused, items } },
        );
      }
      const { id } = decided;
      const headers = { Location: `/api/v1/allocations/${id}` };
      return { status: 201, body: { id, allocated, refused, items }, headers };
    },
  ),
  jsonEndpoint(
    {
      id: "showAllocation",
      method: "get",
      path: "/api/v1/allocations/{allocationId}",
      tag,
      summary: "How far an allocation has come, and what it gave and refused",
      roles: ["nav"],
      params,
      responses: {
        200: {
          description: "The allocation",
          schema: allocationSchema.extend({ items: z.array(storedItemSchema) }),
          example: {
            ...allocationExample,
            progress: progressExample({ live: 1 }),
            items: [storedItemExample],
          },
        },
      },
    },
    async (deps, { actor, params }) => {
      const items = await listAllocationItems(deps, { actor, ...params });
      return { ...(await getAllocation(deps, { actor, ...params })), items };
    },
  ),
  jsonEndpoint(
    {
      id: "undoAllocation",
      method: "post",
      path: "/api/v1/allocations/{allocationId}/undo",
      tag,
      summary: "Take an allocation back before its messages leave",
      description:
        "Within the municipality's grace (ten minutes unless it chose otherwise, possibly none) its tickets are `pending`, and no phone has seen anything: undoing leaves no trace there. Repeating it changes nothing. Later, revoke it.",
      roles: ["nav"],
      params,
      responses: {
        200: {
          description: "The allocation as it is now",
          schema: endedSchema,
          example: endedExample,
        },
      },
      problems: {
        illegal_state: { detail: "Messages may have left. Revoke the allocation, with a reason." },
      },
    },
    (deps, { actor, params }) => undoAllocation(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "revokeAllocation",
      method: "post",
      path: "/api/v1/allocations/{allocationId}/revoke",
      tag,
      summary: "Revoke what of an allocation has not ended, or some of its tickets",
      description:
        "The door refuses the tickets at once; unused ones return to their quotas. The body may be left out.",
      roles: ["nav"],
      params,
      body: allocationRevocationBody,
      example: { reasonCode: "other", reason: "Allocated to the wrong class" },
      responses: {
        200: {
          description: "The allocation as it is now",
          schema: endedSchema,
          example: endedExample,
        },
      },
    },
    (deps, { actor, params, body }) => {
      const isUnsaid = body.reasonCode === undefined && body.reason === undefined;
      const reason = isUnsaid ? "The whole allocation was revoked" : body.reason;
      return revokeAllocation(deps, { actor, ...params, ...body, reason });
    },
  ),
];
