import { z } from "zod";
import { listCodesToBlock } from "../../actions/codes/list-codes-to-block.ts";
import { listUseQuestions } from "../../actions/codes/list-use-questions.ts";
import { reportUses } from "../../actions/codes/report-uses.ts";
import { useQuestions } from "../../domain/codes/reported-use.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";

const tag = "Own codes";
const params = z.object({ offerId: z.uuid() });
const path = "/api/v1/offers/{offerId}/codes/used";
const count = z.int();
const question = z
  .enum(useQuestions)
  .describe(
    "`ended`: the ticket is revoked or given back; `not_shown`: the code was shown to nobody by then; `not_valid`: not a day of the ticket; `too_late`: more than 60 days after the ticket's end",
  );

const noOwnCodes = {
  illegal_state: { detail: "The offer's tickets bear the barcode of this service." },
};

/** Endpoints for codes that were shown: uses that the provider reports, and codes to block. */
export const codeUseEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "reportUses",
      method: "post",
      path,
      tag,
      summary: "Report used codes",
      description:
        "What your gate's list says, as often as you like: a code counts once, in statistics and settlement. A code that is none of the offer's is named under `unknown`; one that no ticket allowed is a question to you and counts nothing.",
      roles: ["provider"],
      params,
      body: z
        .strictObject({
          codes: z
            .array(
              z.strictObject({
                code: z.string().trim().min(1).max(500).describe("As it was uploaded"),
                usedOn: z
                  .string()
                  .max(10)
                  .optional()
                  .describe("Day of the use, `YYYY-MM-DD`; left out, today"),
              }),
            )
            .min(1)
            .max(10_000)
            .describe("At most 10,000 in a request"),
        })
        .meta({ id: "UsedCodes" }),
      example: {
        codes: [{ code: "48210093375", usedOn: "2027-01-14" }, { code: "48210093391" }],
      },
      responses: {
        200: {
          description: "What became of each, by its place in `codes` from 0",
          schema: z
            .object({
              counted: count.describe("Newly counted"),
              known: count.describe("Reported before, or twice in this list"),
              questions: z
                .array(z.object({ place: count.describe("In `codes`"), question }))
                .describe("Uses that no ticket allowed; they count nothing"),
              unknown: z.array(count).describe("Places of codes that are none of the offer's"),
            })
            .meta({ id: "UseReport" }),
          example: { counted: 1, known: 0, questions: [], unknown: [1] },
        },
      },
      problems: {
        illegal_state: { detail: "The offer was approved without reports of use." },
      },
    },
    async (deps, { actor, params: { offerId }, body }) => {
      const outcomes = await reportUses(deps, { actor, offerId, uses: body.codes });
      return {
        counted: outcomes.filter((outcome) => outcome === "counted").length,
        known: outcomes.filter((outcome) => outcome === "known").length,
        questions: outcomes.flatMap((outcome, place) =>
          outcome === "counted" || outcome === "known" || outcome === "unknown"
            ? []
            : [{ place, question: outcome }],
        ),
        unknown: outcomes.flatMap((outcome, place) => (outcome === "unknown" ? [place] : [])),
      };
    },
  ),
  jsonEndpoint(
    {
      id: "listUseQuestions",
      method: "get",
      path: `${path}/questions`,
      tag,
      summary: "Reported uses that no ticket allowed",
      description: "Each is a question to you: how could the code be used?",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "All of them, the latest first",
          schema: z.object({
            items: z.array(
              z.object({
                code: z.string().describe("As it was uploaded"),
                question,
                questionedAt: z.iso.datetime().describe("When it was reported"),
              }),
            ),
          }),
          example: {
            items: [
              {
                code: "48210093375",
                question: "ended",
                questionedAt: "2027-01-15T10:00:00.000Z",
              },
            ],
          },
        },
      },
      problems: noOwnCodes,
    },
    async (deps, { actor, params: { offerId } }) => {
      const items = await listUseQuestions(deps, { actor, offerId });
      return {
        items: items.map((each) => ({ ...each, questionedAt: each.questionedAt.toISOString() })),
      };
    },
  ),
  jsonEndpoint(
    {
      id: "listCodesToBlock",
      method: "get",
      path: "/api/v1/offers/{offerId}/codes/to-block",
      tag,
      summary: "Codes to block in your own system",
      description:
        "Codes that were shown and whose tickets were revoked or given back afterwards: they work until you block them. A code leaves the list 60 days after its ticket's end.",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "All of them, the latest first",
          schema: z.object({
            items: z.array(
              z.object({
                code: z.string().describe("As it was uploaded"),
                ticketId: z.uuid().describe("As the events of webhooks name its ticket"),
                state: z.enum(["revoked", "returned", "lapsed"]).describe("Of its ticket"),
                endedAt: z.iso.datetime().describe("When its ticket ended"),
              }),
            ),
          }),
          example: {
            items: [
              {
                code: "48210093375",
                ticketId: exampleIds.ticket,
                state: "revoked",
                endedAt: "2027-01-15T10:00:00.000Z",
              },
            ],
          },
        },
      },
      problems: noOwnCodes,
    },
    async (deps, { actor, params: { offerId } }) => {
      const items = await listCodesToBlock(deps, { actor, offerId });
      return { items: items.map((each) => ({ ...each, endedAt: each.endedAt.toISOString() })) };
    },
  ),
];
