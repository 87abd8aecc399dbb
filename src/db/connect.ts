import knex, { type Knex } from "knex";
import pg from "pg";
import { AppError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { SqlMigrations } from "./migrations.ts";

/** A pool or a transaction, the first argument of every store that reads or writes in one statement. */
export type Db = Knex;
/** A transaction, the first argument of every store that locks or is a part of a larger write. */
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
 * A pool of the service's own role, which owns no table. A statement or transaction that gets no
 * connection within `patience`, in milliseconds, throws AppError("unavailable"); nothing was done.
 */
export function connect(
  databaseUrl: string,
  {
    max = 10,
    patience = 10_000,
    logger,
  }: { max?: number; patience?: number; logger?: Logger } = {},
): Knex {
  const pool = knex({
    client: "pg",
    connection: { connectionString: databaseUrl, options: "-c role=join_api" },
    pool: { min: 0, max },
    acquireConnectionTimeout: patience,
    log: logTo(logger),
    // An error's message goes into the log: the statement, never its values.
    compileSqlOnError: false,
  });
  const client = pool.client as Knex.Client;
  const acquire = client.acquireConnection.bind(client) as () => Promise<unknown>;
  client.acquireConnection = () =>
    acquire().catch((cause: unknown) => {
      throw new AppError("unavailable", "Too much is under way here; repeat this in a moment.", {
        cause,
      });
    });
  return pool;
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
