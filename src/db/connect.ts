import knex, { type Knex } from "knex";
import pg from "pg";
import type { Logger } from "../logger.ts";
import { SqlMigrations } from "./migrations.ts";

/** A pool or a transaction: the first argument of every store, so that none opens its own. */
export type Db = Knex;
export type Trx = Knex.Transaction;

// int8: counts and change numbers stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** knex would print on its own. An error that it prints is also thrown, to whoever makes it known. */
const logTo = (logger?: Logger) => {
  const warn = (message: unknown) => {
    logger?.warn({ message: String(message).split("\n", 1)[0] }, "the database's pool warns");
  };
  return { debug: () => undefined, warn, error: warn, deprecate: warn };
};

/**
 * A pool of the service's own role, which owns no table. Who waits for a connection in vain for as long
 * as `patience`, in milliseconds, gets an error that `isOutOfReach` knows.
 */
export function connect(
  databaseUrl: string,
  {
    max = 10,
    patience = 10_000,
    logger,
  }: { max?: number; patience?: number; logger?: Logger } = {},
): Knex {
  return knex({
    client: "pg",
    connection: { connectionString: databaseUrl, options: "-c role=join_api" },
    pool: { min: 0, max },
    acquireConnectionTimeout: patience,
    log: logTo(logger),
    // An error's message goes into the log: the statement, never its values.
    compileSqlOnError: false,
  });
}

/** A pool of the database's owner: for migrations alone. */
export function connectOwner(databaseUrl: string): Knex {
  return knex({
    client: "pg",
    connection: { connectionString: databaseUrl },
    pool: { min: 0, max: 2 },
    log: logTo(),
    migrations: { migrationSource: new SqlMigrations(), tableName: "migrations" },
  });
}

const refusals = new Set(["ECONNREFUSED", "57P03", "53300"]);

/** Whether no connection could be had: all are in use, or the database takes none. Nothing was done. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (error instanceof knex.KnexTimeoutError) return true;
  return refusals.has(String((error as { code?: unknown } | null)?.code));
}
