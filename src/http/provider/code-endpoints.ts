import { z } from "zod";
import { getCodePool } from "../../actions/codes/get-code-pool.ts";
import { uploadCodes } from "../../actions/codes/upload-codes.ts";
import { withdrawCodes } from "../../actions/codes/withdraw-codes.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";

const tag = "Own codes";
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
const noOwnCodes = {
  illegal_state: { detail: "The offer's tickets bear the barcode of this service." },
};

const upload = z.strictObject({
  batch: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe("The batch's name, by which you find it again; absent: the day"),
  codes: z
    .array(
      z.strictObject({
        code: z.string().trim().max(500).describe("As the gate reads it"),
        pin: z.string().trim().max(20).optional().describe("To be typed with it"),
        validUntil: z
          .string()
          .max(10)
          .optional()
          .describe("Last day on which it works, `YYYY-MM-DD`"),
      }),
    )
    .min(1)
    .max(10_000)
    .describe("At most 10,000 in a request"),
});

/** Endpoints for the pool of an offer's own codes. */
export const codeEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "uploadCodes",
      method: "post",
      path: "/api/v1/offers/{offerId}/codes",
      tag,
      summary: "Add codes to an offer's pool",
      description:
        "All of them or none: a code that the symbology cannot carry, that came before, or that a spreadsheet has damaged (zeros eaten, 1.2E+10) refuses the batch, and `errors` names each by its place in `codes`. Top up at any time: tickets are allocated as long as codes are free, those that end soonest first.",
      roles: ["provider"],
      params,
      body: upload.meta({ id: "CodeUpload" }),
      example: {
        batch: "Kinogavekort 2027",
        codes: [{ code: "48210093375" }, { code: "48210093383", validUntil: "2027-12-31" }],
      },
      responses: {
        201: {
          description: "All are in the pool",
          schema: z.object({
            batchId: z.uuid().describe("To withdraw it by"),
            inserted: count.describe("How many"),
          }),
          example: { batchId: exampleIds.codeBatch, inserted: 2 },
        },
      },
      problems: {
        ...noOwnCodes,
        unprocessable: {
          detail: "1 of the codes has a fault; none was added.",
          errors: [{ path: "codes[17].code", code: "zeros_lost", message: "zeros_lost" }],
        },
      },
      idempotent: true,
    },
    async (deps, { actor, params: { offerId }, body: { batch: name, codes } }) => {
      const result = await uploadCodes(deps, {
        actor,
        offerId,
        name: name ?? dayInOslo(deps.clock.now()),
        rows: codes.map(({ validUntil: lastDay, ...code }) => ({ ...code, lastDay })),
      });
      if (result.outcome === "added") {
        return { status: 201, body: { batchId: result.batchId, inserted: result.added } };
      }
      const { rows } = result;
      const errors = rows.map(({ index, fault }) => ({
        path: `codes[${index}].${fault === "pin" ? "pin" : fault === "last_day" ? "validUntil" : "code"}`,
        code: fault,
        message: fault.replaceAll("_", " "),
      }));
      const detail = `${rows.length} of the codes have a fault; none was added.`;
      throw new AppError("unprocessable", detail, { errors });
    },
  ),
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
      const shown = batches.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() }));
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
      description: "Its codes that are bound to no ticket; those on tickets stay.",
      roles: ["provider"],
      params: params.extend({ batchId: z.uuid() }),
      responses: {
        200: {
          description: "How many were withdrawn",
          schema: z.object({ withdrawn: count.describe("None the second time") }),
          example: { withdrawn: 412 },
        },
      },
      problems: noOwnCodes,
    },
    async (deps, { actor, params: both }) => ({
      withdrawn: await withdrawCodes(deps, { actor, ...both }),
    }),
  ),
];
