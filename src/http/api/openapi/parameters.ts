import type { z } from "zod";
import type { Json } from "../../../views/docs/openapi-document.ts";
import { parameterExamples } from "../examples/parameter-examples.ts";
import type { Operation } from "../operation.ts";
import type { Components } from "./components.ts";

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes repeating safe: for 24 hours the same key with the same request gets the same answer and nothing is done twice",
  schema: { type: "string", minLength: 1, maxLength: 200 },
  example: "5f0c6a5e-2f0b-4a57-9d2b-0f6f0a4e8f11",
};

const ifMatch = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The ETag of what you have read: the change is refused (412) if it was changed since",
  schema: { type: "string", minLength: 1, maxLength: 500 },
  example: '"Zm9vYmFyYmF6cXV4"',
};

export function parametersOf(
  { method, params, query, idempotent, versioned }: Operation,
  components: Components,
): Json[] {
  const from = (object: z.ZodObject | undefined, place: "path" | "query"): Json[] =>
    Object.entries(object?.shape ?? {}).map(([name, member]) => {
      const { description, ...schema } = components.schema(member as z.ZodType, "input");
      const required = place === "path" || !(member as z.ZodType).safeParse(undefined).success;
      return {
        name,
        in: place,
        required,
        schema,
        ...(description !== undefined && { description }),
        example: parameterExamples[name],
      };
    });
  return [
    ...from(params, "path"),
    ...from(query, "query"),
    ...(idempotent ? [idempotencyKey] : []),
    ...(versioned && method !== "get" ? [ifMatch] : []),
  ];
}
