import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { LRUCache } from "lru-cache";
import type { OpenApiDocument } from "../../src/views/docs/openapi-document.ts";

interface Judge {
  templateOf: (path: string) => string | undefined;
  /** Whether a body is as the schema at this place of the document says. */
  validateAt: (...place: string[]) => ValidateFunction;
}

/** Schemas are compiled once in a process, of which each test file has its service: documents differ in the server's address. */
const byContent = new LRUCache<string, Judge>({ max: 4 });
const byDocument = new WeakMap<OpenApiDocument, Judge>();

const pointer = (parts: string[]) =>
  parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const partOf = (whole: object, place: string[]): unknown =>
  place.reduce<unknown>(
    (part, name) => (part as Record<string, unknown> | undefined)?.[name],
    whole,
  );

function createJudge(document: OpenApiDocument): Judge {
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
  }));
  const ajv = new Ajv2020({
    ...{ strict: false, validateFormats: false, allErrors: true },
    // Otherwise each schema is compiled again in every other that refers to it.
    inlineRefs: false,
  });
  ajv.addSchema({ $id: "document", ...document });
  // Most refusals, for instance, have the same schema.
  const bySchema = new Map<string, ValidateFunction>();
  return {
    templateOf: (path) => templates.find(({ pattern }) => pattern.test(path))?.template,
    validateAt: (...place) => {
      const schema = JSON.stringify(partOf(document, place));
      const known = bySchema.get(schema);
      if (known) return known;
      const validate = ajv.getSchema(`document#${encodeURI(pointer(place))}`);
      if (!validate) throw new Error(`The document has no schema at ${place.join(" ")}.`);
      bySchema.set(schema, validate);
      return validate;
    },
  };
}

function judgeOf(document: OpenApiDocument): Judge {
  const known = byDocument.get(document);
  if (known) return known;
  const content = JSON.stringify({ ...document, servers: [] });
  const judge = byContent.get(content) ?? createJudge(document);
  byContent.set(content, judge);
  byDocument.set(document, judge);
  return judge;
}

/** What about the headers of an answer is not as the response says. */
function undocumentedHeaders(
  judge: Judge,
  response: Record<string, unknown>,
  headers: Headers,
): string[] {
  return Object.keys(response["headers"] ?? {}).flatMap((name) => {
    const value = headers.get(name);
    if (value === null) return [`the header ${name} is missing`];
    const isSound = judge.validateAt("components", "headers", name, "schema")(value);
    return isSound ? [] : [`the header ${name} is ${String(value)}`];
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
  const judge = judgeOf(document);
  const template = judge.templateOf(path);
  const operation = template === undefined ? undefined : document.paths[template]?.[method];
  if (template === undefined || !operation) return [];
  const response = operation.responses[String(status)];
  if (!response) return status >= 500 ? [] : [`${method} ${template} does not document ${status}`];
  const faults = headers ? undocumentedHeaders(judge, response, headers) : [];
  if (faults.length > 0) return faults;
  const content = (response["content"] ?? {}) as Record<string, unknown>;
  if (Object.keys(content).length === 0) return body === undefined ? [] : ["an undocumented body"];
  if (!(type in content)) return [`${method} ${template} does not document ${type}`];
  if (!type.endsWith("json")) return [];
  const { examples } = content[type] as { examples?: object };
  const { code } = (body ?? {}) as { code?: string };
  if (type === "application/problem+json" && !(examples && code !== undefined && code in examples))
    return [`${method} ${template} does not document the refusal ${code ?? ""}`];
  const place = ["paths", template, method, "responses", String(status), "content", type, "schema"];
  const validate = judge.validateAt(...place);
  return validate(body)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}
