import type { Period } from "../domain/period.ts";

/** A row that has the columns `valid_from` and `valid_until` for the period `validity`. */
export type ValidityRow<T> = Omit<T, "validity"> & { validFrom: Date; validUntil: Date };

/** The row with its period. */
export function withValidity<T extends { validity: Period }>(row: ValidityRow<T>): T {
  const { validFrom: from, validUntil: until, ...rest } = row;
  return { ...rest, validity: { from, until } } as unknown as T;
}
