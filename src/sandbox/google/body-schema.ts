import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { alsoRequired, legalValues, maxItems, patterns } from "./body-rules.ts";

export interface InterfaceSchema {
  type: "object";
  additionalProperties: false;
  properties: Record<string, object>;
  required: string[];
}

const prefix = "Schema$";
const required = /^Required\b|\b(?:This|This field) is required\b/;

function readInterfaces(): Map<string, ts.InterfaceDeclaration> {
  const entry = createRequire(import.meta.url).resolve("@googleapis/walletobjects");
  const file = join(dirname(entry), "v1.d.ts");
  const text = readFileSync(file, "utf8");
  // With parent nodes, which the lookup of descriptions needs.
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text.startsWith(prefix)) {
      interfaces.set(node.name.text.slice(prefix.length), node);
    }
    ts.forEachChild(node, (child) => {
      if (
        ts.isModuleDeclaration(child) ||
        ts.isModuleBlock(child) ||
        ts.isInterfaceDeclaration(child)
      )
        visit(child);
    });
  };
  visit(source);
  return interfaces;
}

/**
 * Builds a strict JSON schema for each root and all types that it refers to. Members and types come from
 * the typings that Google generates from its API description, enumerations, limits and required members
 * from the descriptions and `body-rules.ts`. Throws when a rule names a member that the typings lack.
 */
export function bodySchemas(roots: readonly string[]): Record<string, InterfaceSchema> {
  const interfaces = readInterfaces();
  const schemas: Record<string, InterfaceSchema> = {};
  const used = new Set<string>();

  const ruleFor = <T>(rules: Record<string, T>, owner: string, member: string): T | undefined => {
    const key = [`${owner}.${member}`, `*.${member}`].find((candidate) => candidate in rules);
    if (key !== undefined) used.add(key);
    return key === undefined ? undefined : rules[key];
  };

  function typeSchema(type: ts.TypeNode, owner: string, member: string): object {
    if (ts.isUnionTypeNode(type)) {
      const [only, ...others] = type.types.filter(
        (each) => !(ts.isLiteralTypeNode(each) && each.literal.kind === ts.SyntaxKind.NullKeyword),
      );
      if (only && others.length === 0) return typeSchema(only, owner, member);
    }
    if (ts.isArrayTypeNode(type)) {
      const limit = ruleFor(maxItems, owner, member);
      return {
        type: "array",
        items: typeSchema(type.elementType, owner, member),
        ...(limit !== undefined && { maxItems: limit }),
      };
    }
    if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
      const name = type.typeName.text.slice(prefix.length);
      add(name);
      return { $ref: `#/definitions/${name}` };
    }
    if (type.kind === ts.SyntaxKind.BooleanKeyword) return { type: "boolean" };
    if (type.kind === ts.SyntaxKind.NumberKeyword) return { type: "number" };
    if (type.kind === ts.SyntaxKind.StringKeyword) {
      const values = ruleFor(legalValues, owner, member);
      const pattern = ruleFor(patterns, owner, member);
      return {
        type: "string",
        ...(values && { enum: values }),
        ...(pattern !== undefined && { pattern }),
      };
    }
    throw new Error(`The typings hold a type that is not understood: ${owner}.${member}`);
  }

  function add(name: string): void {
    if (name in schemas) return;
    const declaration = interfaces.get(name);
    if (!declaration) throw new Error(`The typings hold no ${prefix}${name}.`);
    const also = alsoRequired[name] ?? [];
    const schema: InterfaceSchema = {
      type: "object",
      additionalProperties: false,
      properties: {},
      required: [...also],
    };
    schemas[name] = schema;
    for (const member of declaration.members) {
      if (!ts.isPropertySignature(member) || !member.type || !ts.isIdentifier(member.name))
        continue;
      const key = member.name.text;
      schema.properties[key] = typeSchema(member.type, name, key);
      const comment = ts
        .getJSDocCommentsAndTags(member)
        .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? "")
        .join(" ");
      if (required.test(comment) && !schema.required.includes(key)) schema.required.push(key);
    }
    const missing = also.find((key) => !(key in schema.properties));
    if (missing !== undefined) throw new Error(`The typings hold no ${name}.${missing}.`);
  }

  roots.forEach(add);
  const rules = [legalValues, maxItems, patterns].flatMap((each) => Object.keys(each));
  const idle = [...rules, ...Object.keys(alsoRequired)].filter(
    (rule) => !used.has(rule) && !(rule in schemas),
  );
  if (idle.length > 0)
    throw new Error(`Rules for what the typings do not hold: ${idle.join(", ")}`);
  return schemas;
}
