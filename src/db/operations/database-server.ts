import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Reads the database's clock, which all processes share; in milliseconds since 1970. */
export function databaseClock(db: Db): Promise<number> {
  return sql(db).value("select (extract(epoch from clock_timestamp()) * 1000)::float8");
}

/** Whether the server takes no writes. A pool in between may lead an open connection to such a one. */
export function isStandby(db: Db): Promise<boolean> {
  return sql(db).value("select pg_is_in_recovery()");
}
