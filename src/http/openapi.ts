// https://spec.openapis.org/oas/v3.1.1.html
import { z } from "zod";
import type { Json, OpenApiDocument, OpenApiOperation } from "../views/docs/openapi-document.ts";
import { AppError, type ErrorCode } from "../errors.ts";
import type { Operation, ResponseDescription } from "./operation.ts";
import { problemTitles } from "./problem.ts";

/** Named schemas end up in `components`; everything else stays where it is used. */
class Components {
  readonly schemas: Record<string, Json> = {};

  schema(of: z.ZodType, io: "input" | "output"): Json {
    const made = z.toJSONSchema(of, { io, unrepresentable: "any", reused: "inline" }) as Json;
    const schema = moveReferences(made);
    for (const [name, definition] of Object.entries(schema["$defs"] ?? {})) {
      this.keep(name, definition as Json);
    }
    const { id } = schema;
    if (typeof id !== "string") return bare(schema);
    this.keep(id, schema);
    return { $ref: `#/components/schemas/${id}` };
  }

  private keep(name: string, definition: Json): void {
    const schema = bare(definition);
    const known = this.schemas[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas are called ${name}.`);
    }
    this.schemas[name] = schema;
  }
}

/** Without what only zod's own documents need. */
const bare = (schema: Json): Json =>
  Object.fromEntries(
    Object.entries(schema).filter(([name]) => !["$schema", "$defs", "id"].includes(name)),
  );

const moveReferences = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

const problemSchema = z
  .object({
    type: z.url().describe("What kind of problem; the address leads to its explanation"),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problemTitles) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string().describe("One sentence for a person"),
    requestId: z.string().describe("Name it when you ask for help"),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ examples: ["items[3].offerId"] }),
          code: z.string(),
          message: z.string().describe("What would be right"),
        }),
      )
      .optional(),
  })
  .loose()
  .meta({ id: "Problem", description: "Every refusal: RFC 9457, application/problem+json" });

/** What any such operation may refuse, besides its own refusals. */
function problemsOf({
  security,
  params,
  query,
  body,
  idempotent,
  parts,
  problems = [],
}: Operation) {
  const implied: ErrorCode[] = [];
  if (security !== "none") implied.push("unauthorized", "too_many_requests");
  if (typeof security === "object") implied.push("forbidden");
  if (params) implied.push("not_found");
  if (query ?? body ?? parts ?? idempotent) implied.push("validation_failed");
  if (body ?? parts) implied.push("too_large", "unsupported_media_type");
  if (idempotent) implied.push("idempotency_key_reused", "conflict");
  return [...new Set([...implied, ...problems])];
}

function problemResponses(operation: Operation, components: Components): Record<string, Json> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of problemsOf(operation)) {
    const { status } = new AppError(code, "");
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const schema = components.schema(problemSchema, "output");
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problemTitles[code]}`).join("; "),
        content: {
          "application/problem+json": {
            schema,
            example: {
              type: `/docs#problem-${codes[0] ?? ""}`,
              title: problemTitles[codes[0] ?? "internal"],
              status,
              code: codes[0],
              detail: `${problemTitles[codes[0] ?? "internal"]}.`,
              requestId: "6f1f0a0e-9a64-4f0c-8a53-0f7a5a0a4a11",
            },
          },
        },
      },
    ]),
  );
}

function responseOf(response: ResponseDescription, components: Components): Json {
  const { description, schema, contentTypes = ["application/json"], example } = response;
  if (!schema && !response.contentTypes) return { description };
  const media = (type: string): Json =>
    type === "application/json" && schema
      ? { schema: components.schema(schema, "output"), ...(example !== undefined && { example }) }
      : { schema: { type: "string" } };
  return {
    description,
    content: Object.fromEntries(contentTypes.map((type) => [type, media(type)])),
  };
}

function parametersOf({ params, query, idempotent }: Operation, components: Components): Json[] {
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
      };
    });
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Makes repeating safe: for 24 hours the same key with the same request gets the same answer and nothing is done twice",
    schema: { type: "string", minLength: 1, maxLength: 200 },
    example: "5f0c6a5e-2f0b-4a57-9d2b-0f6f0a4e8f11",
  };
  return [...from(params, "path"), ...from(query, "query"), ...(idempotent ? [key] : [])];
}

function requestBodyOf(
  { body, parts, example }: Operation,
  components: Components,
): Json | undefined {
  if (body) {
    const schema = components.schema(body, "input");
    const media = { schema, ...(example !== undefined && { example }) };
    return { required: true, content: { "application/json": media } };
  }
  if (!parts) return undefined;
  const properties = Object.fromEntries(
    Object.entries(parts).map(([name, { description }]) => [name, { type: "string", description }]),
  );
  const required = Object.keys(parts).filter((name) => parts[name]?.required);
  const schema = { type: "object", properties, required };
  return { required: true, content: { "multipart/form-data": { schema } } };
}

function securityOf({ security }: Operation): Record<string, string[]>[] {
  if (security === "none") return [];
  return [typeof security === "object" ? { apiKey: [...security.apiKey] } : { [security]: [] }];
}

function describe(operation: Operation, components: Components): OpenApiOperation {
  const { id, tag, summary, description, responses } = operation;
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
    responses: {
      ...problemResponses(operation, components),
      ...Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [
          status,
          responseOf(response, components),
        ]),
      ),
    },
  };
}

/** The document, from the schemas that also check the requests. Throws when two operations share a name or a place. */
export function openApiDocument(
  operations: readonly Operation[],
  { publicUrl, title, tags }: { publicUrl: string; title: string; tags: OpenApiDocument["tags"] },
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
    place[method] = describe(operation, components);
  }
  return {
    openapi: "3.1.1",
    info: { title, version: "1", description },
    servers: [{ url: publicUrl }],
    tags,
    paths,
    components: {
      schemas: components.schemas,
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
  "A POST that creates takes an `Idempotency-Key`. Requests are limited per key; the `RateLimit` headers say how many are left.",
].join("\n\n");
