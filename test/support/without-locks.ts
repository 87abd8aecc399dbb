import type { Knex } from "knex";
import { connectRewriting } from "./connect-rewriting.ts";

/** Takes the row locks out of a statement, and the comparison with the row as it was read that stands for one. */
export const withoutLock = (sql: string) =>
  sql
    .replace(/\sfor (share|(no key )?update)\b( of \w+)?( skip locked)?/g, "")
    .replace(
      /\(state, uses_left\) is not distinct from \((.+), (.+)\)/,
      "coalesce($1, $2::text) is not null",
    );

/** A pool whose statements take no row locks: the guard switched off, for negative controls. */
export function connectWithoutLocks(url: string, max = 20): Knex {
  return connectRewriting(url, withoutLock, max);
}
