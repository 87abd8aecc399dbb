import { z } from "zod";
import { confirmDraw } from "../../actions/draws/confirm-draw.ts";
import { createDraw } from "../../actions/draws/create-draw.ts";
import { drawLots } from "../../actions/draws/draw-lots.ts";
import { getDrawFile } from "../../actions/draws/get-draw-file.ts";
import { getDraw } from "../../actions/draws/get-draw.ts";
import { drawFileShape } from "../../domain/draws/draw-file.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { drawBody, drawExamples, drawJson, drawSchema } from "./draw-json.ts";

const common = { tag: "Draws", roles: ["nav"] } as const;
const params = z.object({ drawId: z.uuid() });
const path = "/api/v1/draws/{drawId}";
const drawnExample = { ...drawExamples.closed, state: "drawn", seed: drawExamples.file.seed };

/** Endpoints that close a list of children, draw it, confirm the result and export it. */
export const drawEndpoints: Endpoint[] = [
  endpoint(
    {
      ...common,
      id: "createDraw",
      method: "post",
      path: "/api/v1/draws",
      summary: "Close the list of a draw, when an offer has fewer tickets than children",
      description:
        "Commits to a seed by its hash, and then closes the list: who takes part, by ids that tell nothing, and how each stands by your criteria. Both hashes are in the audit trail. Nothing is drawn yet. `fewest_tickets` counts tickets that were allocated, whether they were used or not. Children who could not be allocated a ticket are left out, with the reason. An earlier draw of the offer that was not confirmed is stopped.",
      body: drawBody,
      idempotent: true,
      example: drawExamples.body,
      responses: {
        201: {
          description: "The closed list; Location has its address",
          schema: drawSchema,
          example: { ...drawExamples.closed, refused: [] },
        },
      },
      problems: {
        conflict: {
          detail: "There was a draw of this offer: say why there is another.",
          errors: [{ path: "againBecause", code: "required", message: "is required after a draw" }],
        },
      },
    },
    async (deps, { actor, body }) => {
      const { offerId, recipientIds, tickets, againBecause, ...rules } = body;
      const asked = { actor, offerId, recipientIds, rules, tickets, againBecause };
      const { id, refused } = await createDraw(deps, asked);
      const draw = await getDraw(deps, { actor, drawId: id });
      const headers = { Location: `/api/v1/draws/${id}` };
      return { status: 201, body: { ...drawJson(draw), refused }, headers };
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "showDraw",
      method: "get",
      path,
      summary: "A draw with its children",
      params,
      responses: {
        200: { description: "The draw", schema: drawSchema, example: drawExamples.closed },
      },
    },
    async (deps, { actor, params }) => drawJson(await getDraw(deps, { actor, ...params })),
  ),
  jsonEndpoint(
    {
      ...common,
      id: "drawLots",
      method: "post",
      path: `${path}/lots`,
      summary: "Draw a closed list",
      description:
        "Shows the seed, which fixes every place. Nothing is allocated. A list is drawn once; a repeated request gets the same.",
      params,
      responses: {
        200: { description: "The drawn list", schema: drawSchema, example: drawnExample },
      },
      problems: { illegal_state: { detail: "The draw was stopped by a later one." } },
    },
    async (deps, { actor, params }) => {
      await drawLots(deps, { actor, ...params });
      return drawJson(await getDraw(deps, { actor, ...params }));
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "confirmDraw",
      method: "post",
      path: `${path}/confirm`,
      summary: "Give the winners of a drawn list their tickets",
      description: "All or none, as an allocation. A repeated request gets the same allocation.",
      params,
      responses: {
        200: {
          description: "The allocation that was made",
          schema: z.object({ allocationId: z.uuid().describe("Follow it as any allocation") }),
          example: { allocationId: exampleIds.allocation },
        },
      },
      problems: {
        illegal_state: { detail: "Only a drawn list can be confirmed." },
        nothing_allocated: {
          detail: "A winner cannot get a ticket any more.",
          extra: {
            items: [
              {
                ...{ recipientId: exampleIds.recipient, offerId: exampleIds.offer },
                ...{ status: "refused", reason: "already_allocated", passes: [] },
              },
            ],
          },
        },
      },
    },
    async (deps, { actor, params }) => ({
      allocationId: await confirmDraw(deps, { actor, ...params }),
    }),
  ),
  jsonEndpoint(
    {
      ...common,
      id: "showDrawFile",
      method: "get",
      path: `${path}/file`,
      summary: "A drawn list for anyone to replay",
      description:
        "`npm run draw -- verify FILE` replays it without the service. It tells nothing of who took part; yet give it to those who check or decide a complaint only, since small places have few rows.",
      params,
      responses: {
        200: {
          description: "The file",
          schema: drawFileShape,
          example: drawExamples.file,
        },
      },
      problems: { illegal_state: { detail: "The list is not drawn yet." } },
    },
    (deps, { actor, params }) => getDrawFile(deps, { actor, ...params }),
  ),
];
