import { z } from "zod";

export type StaffRole = "nav" | "culture" | "auditor";

const roleValues = z.union([z.string().transform((one) => [one]), z.array(z.unknown())]).catch([]);

/**
 * Parses the municipalities of a role from claim values like `nav:5025`. A value counts whole: with
 * anything before, after or inside it is another role, and none.
 */
export function municipalitiesOf(role: StaffRole, claim: unknown): string[] {
  const found = roleValues.parse(claim).flatMap((value) => {
    const [, name, municipality = ""] =
      typeof value === "string" ? (/^(nav|culture|auditor):([0-9]{4})$/.exec(value) ?? []) : [];
    return name === role ? [municipality] : [];
  });
  return [...new Set(found)];
}
