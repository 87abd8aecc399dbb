import { z } from "zod";
import type { Json } from "../../../views/docs/openapi-document.ts";
import { errorCodes, errorTable, type ErrorCode } from "../../../errors.ts";
import type { Operation, ProblemExample } from "../operation.ts";
import type { Components } from "./components.ts";
import { problemsOf } from "./problems-of.ts";

const problemSchema = z
  .object({
    type: z.url().describe("What kind of problem; the address leads to its explanation"),
    title: z.string().describe("The same for all of the kind"),
    status: z.int().describe("As in the status line"),
    code: z.enum(errorCodes).describe("For a program to branch on"),
    detail: z.string().describe("One sentence for a person"),
    requestId: z.string().describe("Name it when you ask for help"),
    errors: z
      .array(
        z.object({
          path: z.string().describe("Which member: `items[3].offerId`"),
          code: z.string().describe("What kind of fault"),
          message: z.string().describe("What would be right"),
        }),
      )
      .optional()
      .describe("Each faulty member"),
    changed: z
      .array(
        z.object({
          path: z.string().describe("The member"),
          current: z.unknown().describe("Its value now; null: it was taken away"),
        }),
      )
      .optional()
      .describe(
        "What another changed since the ETag that was sent, where the request came too late",
      ),
  })
  .loose()
  .meta({ id: "Problem", description: "Every refusal: RFC 9457, application/problem+json" });

const statusOf = (code: ErrorCode) => errorTable[code].status;

function exampleOf(
  code: ErrorCode,
  { detail, errors, extra }: ProblemExample,
  publicUrl: string,
): Json {
  return {
    summary: errorTable[code].title,
    value: {
      ...extra,
      type: `${publicUrl}/docs#problem-${code}`,
      ...errorTable[code],
      code,
      detail,
      requestId: "6f1f0a0e-9a64-4f0c-8a53-0f7a5a0a4a11",
      ...(errors && { errors }),
    },
  };
}

/** Returns the problem responses by status, with one example per error code. */
export function problemResponses(
  operation: Operation,
  components: Components,
  publicUrl: string,
): Record<string, Json> {
  const problems = problemsOf(operation);
  const schema = components.schema(problemSchema, "output");
  const statuses = [...new Set(problems.map(([code]) => statusOf(code)))];
  return Object.fromEntries(
    statuses.map((status) => {
      const here = problems.filter(([code]) => statusOf(code) === status);
      const examples = Object.fromEntries(
        here.map(([code, example]) => [code, exampleOf(code, example, publicUrl)]),
      );
      const description = here.map(([code]) => `\`${code}\`: ${errorTable[code].title}`).join("; ");
      return [
        String(status),
        { description, content: { "application/problem+json": { schema, examples } } },
      ];
    }),
  );
}
