import { z } from "zod";
import { listCodesToBlock } from "../../../actions/codes/list-codes-to-block.ts";
import { listUseQuestions } from "../../../actions/codes/list-use-questions.ts";
import { reportUses } from "../../../actions/codes/report-uses.ts";
import { useQuestions, type UseOutcome } from "../../../domain/codes/reported-use.ts";
import { dayOrInstantInput } from "../../../domain/date-input.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { noOwnCodes, ownCodesTag as tag } from "./own-codes-problems.ts";

const params = z.object({ offerId: z.uuid() });
const count = z.int();
const question = z
  .enum(useQuestions)
  .describe(
    "`ended`: the ticket is revoked or given back; `not_shown`: the code was shown to nobody by then; `not_valid`: not a day of the ticket; `too_late`: more than 60 days after the ticket's end",
  );

/** Endpoints for codes that were shown: uses that the provider reports, and codes to block. */
export const codeUseEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "reportUses",
      method: "post",
      path: "/api/v1/codes/used",
      tag,
      summary: "Report used codes",
      description:
        "What your gate's list says, of all your offers, as often as you like: a code counts once, in statistics and settlement. A code that is none of yours, or of an offer approved without reports of use, is named under `unknown`; one that no ticket allowed is a question to you and counts nothing.",
      roles: ["provider"],
      body: z
        .strictObject({
          items: z
            .array(
              z.strictObject({
                code: z.string().trim().min(1).max(500).describe("As it was uploaded"),
                usedAt: dayOrInstantInput
                  .optional()
                  .describe("A day (in Oslo) or an instant, not on a day to come; absent: now"),
              }),
            )
            .min(1)
            .max(10_000)
            .describe("At most 10,000 in a request"),
        })
        .meta({ id: "UsedCodes" }),
      example: {
        items: [{ code: "48210093375", usedAt: "2027-01-14" }, { code: "48210093391" }],
      },
      responses: {
        200: {
          description: "What became of them",
          schema: z
            .object({
              used: count.describe("How many were newly counted"),
              repeated: count.describe("How many were reported before, or twice in this list"),
              unknown: z.array(z.string()).describe("The codes that cannot be reported"),
              questions: z
                .array(z.object({ code: z.string().describe("As you sent it"), question }))
                .describe("Uses that no ticket allowed; they count nothing"),
            })
            .meta({ id: "UseReport" }),
          example: { used: 1, repeated: 0, unknown: ["48210093391"], questions: [] },
        },
      },
    },
    async (deps, { actor, body: { items } }) => {
      const outcomes = await reportUses(deps, { actor, uses: items });
      const results = items.map(({ code }, place) => ({ code, outcome: outcomes[place] }));
      const codesWith = (wanted: UseOutcome) =>
        results.flatMap(({ code, outcome }) => (outcome === wanted ? [code] : []));
      return {
        used: codesWith("counted").length,
        repeated: codesWith("known").length,
        unknown: codesWith("unknown"),
        questions: results.flatMap(({ code, outcome }) => {
          const asked = useQuestions.find((each) => each === outcome);
          return asked ? [{ code, question: asked }] : [];
        }),
      };
    },
  ),
  jsonEndpoint(
    {
      id: "listUseQuestions",
      method: "get",
      path: "/api/v1/offers/{offerId}/codes/questions",
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
