import type { Json } from "./openapi-document.ts";

/** A row of a body's table. */
export interface SchemaRow {
  /** `items[].offerId` */
  path: string;
  type: string;
  required: boolean;
  description: string;
}

type Schemas = Record<string, Json>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Resolves a reference to its schema. */
function resolveSchema(schema: Json, schemas: Schemas): Json {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  return schemas[reference.replace("#/components/schemas/", "")] ?? {};
}

/** Formats the limits of a schema; those of the safe integers are left out. */
function limitsOf(schema: Json): string {
  const given = (names: string[]) =>
    names
      .map((name) => schema[name])
      .find((value): value is number => typeof value === "number" && Math.abs(value) < 2 ** 53 - 1);
  const least = given(["minimum", "minLength", "minItems"]);
  const most = given(["maximum", "maxLength", "maxItems"]);
  if (least !== undefined && most !== undefined) {
    return least === most ? `, ${String(least)}` : `, ${String(least)}–${String(most)}`;
  }
  if (least !== undefined) return `, at least ${String(least)}`;
  return most === undefined ? "" : `, at most ${String(most)}`;
}

/** Formats the type of a schema: `text, 1–100`, `"all" | "possible"`, `list of UUID`. */
export function typeOf(given: Json, schemas: Schemas): string {
  const schema = resolveSchema(given, schemas);
  const either = [...objectsIn(schema["anyOf"]), ...objectsIn(schema["oneOf"])];
  if (either.length > 0) {
    return [...new Set(either.map((one) => typeOf(one, schemas)))].join(" | ");
  }
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) {
    return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  }
  switch (schema["type"]) {
    case "array": {
      const pair = objectsIn(schema["prefixItems"]).map((one) => typeOf(one, schemas));
      if (pair.length > 0) return `[${pair.join(", ")}]`;
      const limits = limitsOf(schema).slice(2);
      const each = isObject(schema["items"]) ? typeOf(schema["items"], schemas) : "values";
      return `list of ${each}${limits && ` (${limits} of them)`}`;
    }
    case "integer":
      return `whole number${limitsOf(schema)}`;
    case "number":
      return `number${limitsOf(schema)}`;
    case "string":
      return typeof schema["format"] === "string" ? schema["format"] : `text${limitsOf(schema)}`;
    case "boolean":
      return "true | false";
    case "null":
      return "null";
    default:
      return "object";
  }
}

/** Finds the object schemas below a schema, through lists and alternatives. */
function membersOf(given: Json, schemas: Schemas): { holder: Json; suffix: string }[] {
  const schema = resolveSchema(given, schemas);
  if (isObject(schema["properties"])) return [{ holder: schema, suffix: "" }];
  if (schema["type"] === "array" && isObject(schema["items"])) {
    return membersOf(schema["items"], schemas).map(({ holder, suffix }) => ({
      holder,
      suffix: `[]${suffix}`,
    }));
  }
  return [...objectsIn(schema["anyOf"]), ...objectsIn(schema["oneOf"])].flatMap((one) =>
    membersOf(one, schemas),
  );
}

/** Returns a row for each member of a schema, depth first, by its path: `items[].offerId`. */
export function schemaRows(given: Json, schemas: Schemas, path = ""): SchemaRow[] {
  const rows = membersOf(given, schemas).flatMap(({ holder, suffix }) => {
    const required = Array.isArray(holder["required"]) ? holder["required"] : [];
    const base = `${path}${suffix}`;
    return Object.entries(holder["properties"] as Schemas).flatMap(
      ([name, member]): SchemaRow[] => {
        const memberPath = base === "" ? name : `${base}.${name}`;
        const resolved = resolveSchema(member, schemas);
        const description = member["description"] ?? resolved["description"];
        const byDefault =
          "default" in member ? `Default ${JSON.stringify(member["default"])}.` : "";
        return [
          {
            path: memberPath,
            type: typeOf(member, schemas),
            required: required.includes(name),
            description: [typeof description === "string" ? description : "", byDefault]
              .filter(Boolean)
              .join(". "),
          },
          ...schemaRows(member, schemas, memberPath),
        ];
      },
    );
  });
  return rows.filter(({ path: each }, i) => rows.findIndex((row) => row.path === each) === i);
}
