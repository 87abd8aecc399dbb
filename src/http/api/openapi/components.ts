import { z } from "zod";
import type { Json } from "../../../views/docs/openapi-document.ts";

/** Removes the members that only zod's own documents need. */
const bare = (schema: Json): Json =>
  Object.fromEntries(
    Object.entries(schema).filter(([name]) => !["$schema", "$defs", "id"].includes(name)),
  );

const moveReferences = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

/** Collects the named schemas as `components`; a schema without a name stays inline. */
export class Components {
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
