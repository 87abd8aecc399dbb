import { z } from "zod";
import { getCodePool } from "../../../actions/codes/get-code-pool.ts";
import { withdrawCodes } from "../../../actions/codes/withdraw-codes.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { noOwnCodes, ownCodesTag as tag } from "./own-codes-problems.ts";

const params = z.object({ offerId: z.uuid() });
const count = z.int();
const stock = {
  free: count.describe("Bound to no ticket"),
  reserved: count.describe(
    "Bound to a ticket that nobody has fetched; they come back if it lapses",
  ),
  revealed: count.describe("Shown to the holder, and so burnt"),
  used: count.describe("Redeemed through `POST /api/v1/redemptions`"),
  expired: count.describe("Past their last day before they were given out"),
  withdrawn: count.describe("Taken back by you"),
};
const counts = { free: 412, reserved: 40, revealed: 31, used: 16, expired: 0, withdrawn: 1 };
const batch = z
  .object({
    id: z.uuid(),
    name: z.string().describe("As it was uploaded"),
    createdAt: z.iso.datetime().describe("When it was uploaded"),
    ...stock,
  })
  .meta({ id: "CodeBatch" });
/** Endpoints for the pool of an offer's own codes. */
export const codeEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "showCodes",
      method: "get",
      path: "/api/v1/offers/{offerId}/codes",
      tag,
      summary: "An offer's pool of codes",
      description: "How many codes are in each state, in all and by batch; never the codes.",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "The stock",
          schema: z
            .object({ ...stock, batches: z.array(batch).describe("The latest first") })
            .meta({ id: "CodePool" }),
          example: {
            ...counts,
            batches: [
              {
                id: exampleIds.codeBatch,
                name: "Kinogavekort 2027",
                createdAt: "2026-11-16T12:10:00.000Z",
                ...counts,
              },
            ],
          },
        },
      },
      problems: noOwnCodes,
    },
    async (deps, { actor, params: { offerId } }) => {
      const { stock: all, batches } = await getCodePool(deps, { actor, offerId });
      const shown = batches.map(({ isInUse: _, createdAt, ...each }) => ({
        ...each,
        createdAt: createdAt.toISOString(),
      }));
      return { ...all, batches: shown };
    },
  ),
  jsonEndpoint(
    {
      id: "withdrawCodes",
      method: "delete",
      path: "/api/v1/offers/{offerId}/codes/{batchId}",
      tag,
      summary: "Withdraw a batch",
      description:
        "Its codes are given out no more. A ticket whose code was not shown yet gets another one of the pool; without one it is revoked, as are tickets that have shown their code, and their holders get a message. Shown codes are then in `GET …/codes/to-block`.",
      roles: ["provider"],
      params: params.extend({ batchId: z.uuid() }),
      responses: {
        200: {
          description: "What it came to",
          schema: z
            .object({
              withdrawn: count.describe("Codes; none the second time"),
              changed: count.describe("Tickets that got another code"),
              ended: count.describe("Tickets that were revoked"),
            })
            .meta({ id: "CodeWithdrawal" }),
          example: { withdrawn: 412, changed: 40, ended: 0 },
        },
      },
      problems: noOwnCodes,
    },
    (deps, { actor, params: both }) => withdrawCodes(deps, { actor, ...both }),
  ),
];
