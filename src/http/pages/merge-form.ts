import { isDeepStrictEqual } from "node:util";

interface Versions<T> {
  /** As the form was opened. */
  shown: T;
  /** As it was sent. */
  typed: T;
  /** As the form would be opened now. */
  now: T;
}

/** A column of a table without the empty rows that a form has at its end. */
const filled = (value: unknown): unknown =>
  Array.isArray(value) ? value.slice(0, value.findLastIndex((row) => row !== "") + 1) : value;

/**
 * Merges a form with what another has changed since it was opened: where this person changed nothing, the other's
 * values stand. Fields of one group (the columns of a table) are taken together. Returns the fields that the other
 * has changed, and of these those where both did.
 */
export function mergeForm<T extends object>(
  { shown, typed, now }: Versions<T>,
  groups: readonly (readonly (keyof T)[])[] = [],
): { values: T; changed: (keyof T)[]; both: (keyof T)[] } {
  const groupOf = (field: keyof T) => groups.find((group) => group.includes(field)) ?? [field];
  const differs = (one: T, other: T, field: keyof T) =>
    groupOf(field).some((each) => !isDeepStrictEqual(filled(one[each]), filled(other[each])));
  const fields = Object.keys(now) as (keyof T)[];
  const isTouched = (field: keyof T) => differs(typed, shown, field);
  const changed = fields.filter((field) => differs(now, shown, field));
  return {
    values: Object.fromEntries(
      fields.map((field) => [field, (isTouched(field) ? typed : now)[field]]),
    ) as T,
    changed,
    both: changed.filter((field) => isTouched(field) && differs(typed, now, field)),
  };
}

/** The JSON of a form as it was opened, which is hidden in it; undefined where it is none. */
export function shownForm(json: string): object | undefined {
  try {
    const shown: unknown = JSON.parse(json);
    return typeof shown === "object" && shown !== null && !Array.isArray(shown) ? shown : undefined;
  } catch {
    return undefined;
  }
}
