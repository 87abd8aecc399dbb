import { Ajv, type ValidateFunction } from "ajv";
import { bodySchemas, type InterfaceSchema } from "./body-schema.ts";

/** Google's resources that we use, by the last part of their URL. */
export const resources = {
  eventTicketClass: "EventTicketClass",
  eventTicketObject: "EventTicketObject",
  offerClass: "OfferClass",
  offerObject: "OfferObject",
  genericClass: "GenericClass",
  genericObject: "GenericObject",
} as const;
export type Resource = keyof typeof resources;

export type Body = Record<string, unknown>;

export interface BodyCheck {
  /** Lists the faults of a body that is inserted. */
  whole(resource: Resource, body: Body): string[];
  /** Lists the faults of a patch, whose members may be missing, or null to be removed. */
  part(resource: Resource, body: Body): string[];
}

const faultsOf = (validate: ValidateFunction, body: Body): string[] =>
  validate(body)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`.trim(),
      );

const hasOffset = (date: string) => /(Z|[+-]\d\d:\d\d)$/.test(date);

/** Checks the interval, which a schema cannot. */
function intervalFaults({ validTimeInterval }: Body): string[] {
  const interval = validTimeInterval as
    { start?: { date: string }; end?: { date: string } } | undefined;
  const [start, end] = [interval?.start?.date, interval?.end?.date];
  if (start === undefined || end === undefined) return [];
  if (hasOffset(start) !== hasOffset(end)) return ["validTimeInterval: one end lacks its offset"];
  return Date.parse(start) < Date.parse(end) ? [] : ["validTimeInterval: must end after its start"];
}

/** Rewrites the references of a schema to the document of all definitions. */
const inTypings = (schema: InterfaceSchema) =>
  JSON.parse(
    JSON.stringify(schema).replaceAll('"#/definitions/', '"typings#/definitions/'),
  ) as InterfaceSchema;

export function createBodyCheck(): BodyCheck {
  const definitions = bodySchemas(Object.values(resources));
  // One document for all definitions, so that each is compiled once; not optimised, since the first
  // request waits for it.
  const ajv = new Ajv({ allErrors: true, code: { optimize: false }, inlineRefs: false }).addSchema({
    $id: "typings",
    definitions,
  });
  const checks = new Map<Resource, { whole: ValidateFunction; part: ValidateFunction }>();
  for (const [resource, name] of Object.entries(resources) as [Resource, string][]) {
    const { required, ...schema } = inTypings(definitions[name] as InterfaceSchema);
    const optional = Object.entries(schema.properties).map(([key, value]) => [
      key,
      required.includes(key) ? value : { anyOf: [{ type: "null" }, value] },
    ]);
    checks.set(resource, {
      whole: ajv.compile({ ...schema, required }),
      part: ajv.compile({ ...schema, properties: Object.fromEntries(optional) }),
    });
  }
  const check = (form: "whole" | "part") => (resource: Resource, body: Body) => {
    const validate = checks.get(resource)?.[form];
    return validate ? [...faultsOf(validate, body), ...intervalFaults(body)] : [];
  };
  return { whole: check("whole"), part: check("part") };
}
