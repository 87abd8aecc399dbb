import type { z } from "zod";
import { ConfigError } from "./config-error.ts";

export type Environment = Record<string, string | undefined>;

/** The variables that are set; an empty one counts as unset. */
export function presentIn(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** A fault for each unset variable of a group of which another is set. */
function halfSet(names: readonly string[], present: Environment): string[] {
  const set = names.filter((name) => present[name] !== undefined);
  if (set.length === 0) return [];
  return names
    .filter((name) => present[name] === undefined)
    .map((name) => `${name} is missing; it goes with ${set.join(", ")}`);
}

/**
 * Parses the variables of a schema. The names of a group in `together` are all set or all unset;
 * `further` finds more faults. Throws ConfigError with every fault, at most one per variable.
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  {
    environment,
    together = [],
    further = () => [],
  }: {
    environment: Environment;
    together?: readonly (readonly string[])[];
    further?: (present: Environment) => string[];
  },
): z.output<S> {
  const present = presentIn(environment);
  const parsed = schema.safeParse(present);
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = [
    ...issues.map(({ path, message }) => `${path.join(".")} ${message}`),
    ...together.flatMap((names) => halfSet(names, present)),
  ];
  const named = new Set(faults.map((fault) => fault.split(" ")[0]));
  faults.push(...further(present).filter((fault) => !named.has(fault.split(" ")[0])));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

/** Removes undefined members, so that a present member has a value. */
export function defined<T extends object>(
  members: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
