import { z } from "zod";

/** Roles that are held in a municipality. */
export type MunicipalRole = "nav" | "culture" | "auditor";

/** A role, or what widens it: `nav:protected`, for `nav:5025:protected`. */
type NamedRole = MunicipalRole | "nav:protected";

const roleValues = z.union([z.string().transform((one) => [one]), z.array(z.unknown())]).catch([]);
const shape = /^(?:(nav|culture|auditor):([0-9]{4})|nav:([0-9]{4}):(protected))$/;

/**
 * Parses the municipalities of a role from claim values like `nav:5025` and `nav:5025:protected`. A value counts whole:
 * with anything before, after or inside it is another role, and none.
 */
export function municipalitiesOf(role: NamedRole, claim: unknown): string[] {
  const found = roleValues.parse(claim).flatMap((value) => {
    const [, name, municipality = "", widened = "", isWide] =
      typeof value === "string" ? (shape.exec(value) ?? []) : [];
    const named = isWide === undefined ? name : "nav:protected";
    return named === role ? [municipality || widened] : [];
  });
  return [...new Set(found)];
}

/** Whether the claim has the role of those who run the service: the value `operator`, whole, of no municipality. */
export const isOperator = (claim: unknown): boolean => roleValues.parse(claim).includes("operator");
