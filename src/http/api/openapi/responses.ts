import type { Json } from "../../../views/docs/openapi-document.ts";
import type { Operation, ResponseDescription } from "../operation.ts";
import type { Components } from "./components.ts";
import { problemResponses } from "./problem-responses.ts";
import {
  entityTagHeader,
  isLimited,
  rateLimitHeaders,
  retryAfterHeader,
} from "./rate-limit-headers.ts";

function examplesOf(response: ResponseDescription): Json {
  if ("example" in response) return { example: response.example };
  if (!("examples" in response)) return {};
  const named = Object.entries(response.examples).map(([name, value]) => [name, { value }]);
  return { examples: Object.fromEntries(named) as Json };
}

function responseOf(response: ResponseDescription, components: Components): Json {
  const { description, schema, contentTypes = ["application/json"] } = response;
  if (!schema && !response.contentTypes) return { description };
  const media = (type: string): Json =>
    type === "application/json" && schema
      ? { schema: components.schema(schema, "output"), ...examplesOf(response) }
      : { schema: { type: "string" } };
  return {
    description,
    content: Object.fromEntries(contentTypes.map((type) => [type, media(type)])),
  };
}

function headersOf(operation: Operation, status: string): { headers?: Json } {
  if (!isLimited(operation)) return {};
  const names = Object.keys({
    ...rateLimitHeaders,
    ...((status === "429" || status === "503") && retryAfterHeader),
    ...(operation.versioned && status === "200" && entityTagHeader),
  });
  const references = names.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return { headers: Object.fromEntries(references) as Json };
}

/** Returns the responses of an operation by status, its problems among them. */
export function responsesOf(
  operation: Operation,
  components: Components,
  publicUrl: string,
): Record<string, Json> {
  const responses = {
    ...problemResponses(operation, components, publicUrl),
    ...Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        responseOf(response, components),
      ]),
    ),
  };
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      { ...response, ...headersOf(operation, status) },
    ]),
  );
}
