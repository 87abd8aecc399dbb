// https://spec.openapis.org/oas/v3.1.1.html
import type { OpenApiDocument, OpenApiOperation } from "../../../views/docs/openapi-document.ts";
import type { Operation } from "../operation.ts";
import { Components } from "./components.ts";
import { parametersOf } from "./parameters.ts";
import { entityTagHeader, rateLimitHeaders, retryAfterHeader } from "./rate-limit-headers.ts";
import { requestBodyOf } from "./request-body.ts";
import { responsesOf } from "./responses.ts";
import { webhookOf, type DocumentedEvent } from "./webhook.ts";

function securityOf({ security }: Operation): Record<string, string[]>[] {
  if (security === "none") return [];
  return [typeof security === "object" ? { apiKey: [...security.apiKey] } : { [security]: [] }];
}

function describe(
  operation: Operation,
  components: Components,
  publicUrl: string,
): OpenApiOperation {
  const { id, tag, summary, description } = operation;
  const parameters = parametersOf(operation, components);
  const requestBody = requestBodyOf(operation, components);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(operation, components, publicUrl),
  };
}

/**
 * Builds the OpenAPI document from the schemas that validate the requests. Throws when two operations
 * share an id or a path.
 */
export function openApiDocument(
  operations: readonly Operation[],
  {
    publicUrl,
    title,
    tags,
    events,
  }: {
    publicUrl: string;
    title: string;
    tags: OpenApiDocument["tags"];
    events: readonly DocumentedEvent[];
  },
): OpenApiDocument {
  const components = new Components();
  const paths: OpenApiDocument["paths"] = {};
  const ids = new Set<string>();
  for (const operation of operations) {
    const { id, method, path } = operation;
    const place = (paths[path] ??= {});
    if (place[method] || ids.has(id))
      throw new Error(`${method} ${path} (${id}) is described twice.`);
    ids.add(id);
    place[method] = describe(operation, components, publicUrl);
  }
  return {
    openapi: "3.1.1",
    info: { title, version: "1", description, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: publicUrl }],
    tags,
    paths,
    webhooks: Object.fromEntries(
      events.map((event) => [event.type, { post: webhookOf(event, components) }]),
    ),
    components: {
      schemas: components.schemas,
      headers: { ...rateLimitHeaders, ...retryAfterHeader, ...entityTagHeader },
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description:
            "`Authorization: Bearer jw_<role>_…`. A key has one role and belongs to one provider or to an office's municipalities; what is not theirs does not exist for it.",
        },
        doorToken: {
          type: "http",
          scheme: "bearer",
          description:
            "`Authorization: Bearer <device token>`, made by the provider for one scanner.",
        },
      },
    },
  };
}

const description = [
  "JSON in camelCase; instants are ISO 8601 with an offset; days are `YYYY-MM-DD` in Europe/Oslo; sums are in øre.",
  "Refusals are problem documents (RFC 9457) whose `code` a program can rely on and whose `errors` name each faulty member.",
  "Lists are paged: `?limit&cursor` → `{items, nextCursor}`; `nextCursor` is null on the last page.",
  "A POST that creates takes an `Idempotency-Key`.",
  "Requests are limited per minute, by key and by address. Every answer says in `RateLimit-Policy` how many they may be and in `RateLimit` how many are left; past the limit comes 429 with `Retry-After`, in seconds. The same header comes with 503, when the service is overloaded.",
].join("\n\n");
