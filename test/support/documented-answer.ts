import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "../../src/views/docs/openapi-document.ts";

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const known = new WeakSet<OpenApiDocument>();

function templateOf(document: OpenApiDocument, path: string): string | undefined {
  return Object.keys(document.paths).find((template) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
}

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

type Schema = Parameters<typeof ajv.compile>[0];

/** What about the headers of an answer is not as the response says. */
function undocumentedHeaders(
  document: OpenApiDocument,
  response: Record<string, unknown>,
  headers: Headers,
): string[] {
  return Object.keys(response["headers"] ?? {}).flatMap((name) => {
    const { schema } = document.components.headers[name] as { schema: Schema };
    const value = headers.get(name);
    if (value === null) return [`the header ${name} is missing`];
    return ajv.validate(schema, value) ? [] : [`the header ${name} is ${value}`];
  });
}

/** What about an answer is not as the documentation says; empty when all is. Paths outside it may answer what they like. */
export function undocumented(
  document: OpenApiDocument,
  {
    method,
    path,
    status,
    type,
    body,
    headers,
  }: {
    method: string;
    path: string;
    status: number;
    type: string;
    body: unknown;
    headers?: Headers;
  },
): string[] {
  const template = templateOf(document, path);
  const operation = template === undefined ? undefined : document.paths[template]?.[method];
  if (template === undefined || !operation) return [];
  const response = operation.responses[String(status)];
  if (!response) return status >= 500 ? [] : [`${method} ${template} does not document ${status}`];
  const faults = headers ? undocumentedHeaders(document, response, headers) : [];
  if (faults.length > 0) return faults;
  const content = (response["content"] ?? {}) as Record<string, unknown>;
  if (Object.keys(content).length === 0) return body === undefined ? [] : ["an undocumented body"];
  if (!(type in content)) return [`${method} ${template} does not document ${type}`];
  if (!type.endsWith("json")) return [];
  const { examples } = content[type] as { examples?: object };
  const { code } = (body ?? {}) as { code?: string };
  if (type === "application/problem+json" && !(examples && code !== undefined && code in examples))
    return [`${method} ${template} does not document the refusal ${code ?? ""}`];
  const id = `doc-${document.servers[0]?.url ?? ""}`;
  if (!known.has(document)) {
    known.add(document);
    if (ajv.getSchema(id)) ajv.removeSchema(id);
    ajv.addSchema({ $id: id, ...document });
  }
  const place = pointer(
    "paths",
    template,
    method,
    "responses",
    String(status),
    "content",
    type,
    "schema",
  );
  const validate = ajv.compile({ $ref: `${id}#${encodeURI(place)}` });
  return validate(body)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}
