import { z } from "zod";
import { closeDraw } from "../../actions/draws/close-draw.ts";
import { confirmDraw } from "../../actions/draws/confirm-draw.ts";
import { createDraw } from "../../actions/draws/create-draw.ts";
import { getDrawFile } from "../../actions/draws/get-draw-file.ts";
import { getDraw } from "../../actions/draws/get-draw.ts";
import { drawFileShape } from "../../domain/draws/draw-file.ts";
import { AppError } from "../../errors.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { drawBody, drawJson, drawSchema } from "./draw-json.ts";
import { drawExamples } from "./draw-examples.ts";

const common = { tag: "Draws", roles: ["nav"] } as const;
const ofOffer = z.object({ offerId: z.uuid() });
/** The draw first: it is what is not found. */
const params = z.object({ drawId: z.uuid(), offerId: z.uuid() });
const collection = "/api/v1/offers/{offerId}/draws";
const path = `${collection}/{drawId}`;
const closedExample = {
  ...drawExamples.committed,
  state: "closed",
  seed: drawExamples.file.seed,
};

/** Endpoints that commit to a draw among children, close it, confirm its result and export it. */
export const drawEndpoints: Endpoint[] = [
  endpoint(
    {
      ...common,
      id: "createDraw",
      method: "post",
      path: collection,
      summary: "Commit to a draw, when an offer has fewer tickets than children",
      description:
        "Commits to a seed by its hash (`commitment`), and then fixes the list by its own: who takes part, by ids that tell nothing, and how each stands by your criteria. Both hashes are in the audit trail. Nothing is drawn yet. Without `criteria` all are equal, and chance alone decides. A reference that several of your municipalities know is answered 409 `conflict` with its path. `fewest_tickets` counts tickets that were allocated, whether they were used or not. Children who could not be allocated a ticket are left out, with the reason. An earlier draw of the offer that was not confirmed is stopped.",
      params: ofOffer,
      body: drawBody,
      idempotent: true,
      example: drawExamples.body,
      responses: {
        201: {
          description: "The committed draw; Location has its address",
          schema: drawSchema,
          example: { ...drawExamples.committed, refused: [] },
        },
      },
      problems: {
        conflict: {
          detail: "There was a draw of this offer: say why there is another.",
          errors: [{ path: "againBecause", code: "required", message: "is required after a draw" }],
        },
      },
    },
    async (deps, { actor, params, body }) => {
      const { recipients, recipientIds, seats, againBecause, ...rules } = body;
      const asked = { recipients, recipientIds, seats, againBecause, rules };
      const { id, refused } = await createDraw(deps, { actor, ...params, ...asked });
      const draw = await getDraw(deps, { actor, drawId: id });
      const headers = { Location: `/api/v1/offers/${draw.offerId}/draws/${id}` };
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
        200: { description: "The draw", schema: drawSchema, example: drawExamples.committed },
      },
    },
    async (deps, { actor, params }) => drawJson(await getDraw(deps, { actor, ...params })),
  ),
  jsonEndpoint(
    {
      ...common,
      id: "closeDraw",
      method: "post",
      path: `${path}/close`,
      summary: "Close a draw, which fixes every place",
      description:
        "Shows the seed, by which equals are drawn. Nothing is allocated. A draw is closed once; a repeated request gets the same.",
      params,
      responses: {
        200: { description: "The closed draw", schema: drawSchema, example: closedExample },
      },
      problems: { illegal_state: { detail: "The draw was stopped by a later one." } },
    },
    async (deps, { actor, params }) => {
      await closeDraw(deps, { actor, ...params });
      return drawJson(await getDraw(deps, { actor, ...params }));
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "confirmDraw",
      method: "post",
      path: `${path}/confirm`,
      summary: "Give the winners of a closed draw their tickets",
      description:
        "All or none, as an allocation. Children who cannot get a ticket any more, since they moved, were removed, are outside the ages or have got one, get none: who won keeps its tickets, and what is freed goes down the list. `GET` shows who that would be, with a `passedOverKey` that is required then; the exported file says who it was. A repeated request gets the same allocation.",
      params,
      body: z.object({
        passedOverKey: z
          .string()
          .regex(/^[\da-f]{16}$/, "must be the `passedOverKey` of the draw")
          .max(100)
          .optional()
          .describe("As `GET` shows it; required where `GET` shows that children are passed over"),
      }),
      example: { passedOverKey: "9c1f0a7be2d34568" },
      responses: {
        200: {
          description: "The allocation that was made",
          schema: z.object({
            allocationId: z.uuid().describe("Its progress is at `/api/v1/allocations/{id}`"),
          }),
          example: { allocationId: exampleIds.allocation },
        },
      },
      problems: {
        illegal_state: { detail: "Only a closed draw can be confirmed." },
        conflict: {
          detail: "Others than those shown cannot get a ticket any more.",
          errors: [
            {
              ...{ path: "passedOverKey", code: "outdated" },
              message: "must be the one that the draw shows now",
            },
          ],
        },
        nothing_allocated: {
          detail: "The offer's tickets cannot be allocated now.",
          extra: {
            items: [
              {
                ...{ recipientId: exampleIds.recipient, offerId: exampleIds.offer },
                ...{ status: "refused", reason: "sold_out", passes: [] },
              },
            ],
          },
        },
      },
    },
    async (deps, { actor, params, body }) => {
      const confirmed = await confirmDraw(deps, { actor, ...params, seen: body.passedOverKey });
      if (confirmed.outcome === "confirmed") return { allocationId: confirmed.allocationId };
      const { items } = confirmed;
      throw new AppError(
        "nothing_allocated",
        items.length === 0
          ? "No child can get a ticket any more."
          : "The offer's tickets cannot be allocated now.",
        { extra: { items } },
      );
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "showDrawFile",
      method: "get",
      path: `${path}/file`,
      summary: "A closed draw for anyone to replay",
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
      problems: { illegal_state: { detail: "The draw is not closed yet." } },
    },
    (deps, { actor, params }) => getDrawFile(deps, { actor, ...params }),
  ),
];
