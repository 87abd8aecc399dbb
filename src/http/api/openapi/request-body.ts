import type { Json } from "../../../views/docs/openapi-document.ts";
import type { Operation } from "../operation.ts";
import type { Components } from "./components.ts";

/**
 * Returns the request body of an operation, JSON (and CSV where it takes that), or multipart and what it takes in its
 * place; undefined without one.
 */
export function requestBodyOf(
  { body, csv, parts, alternatives = {}, example }: Operation,
  components: Components,
): Json | undefined {
  if (body) {
    const schema = components.schema(body, "input");
    const table = csv && { "text/csv": { schema: { type: "string" }, example: csv.example } };
    return { required: true, content: { "application/json": { schema, example }, ...table } };
  }
  if (!parts) return undefined;
  const properties = Object.fromEntries(
    Object.entries(parts).map(([name, { description }]) => [name, { type: "string", description }]),
  );
  const required = Object.keys(parts).filter((name) => parts[name]?.required);
  const schema = { type: "object", properties, required };
  const content: Json = { "multipart/form-data": { schema, example } };
  for (const [type, other] of Object.entries(alternatives)) {
    content[type] = { schema: components.schema(other.schema, "input"), example: other.example };
  }
  return { required: true, content };
}
