import knex, { type Knex } from "knex";
import pg from "pg";
import type { Logger } from "../logger.ts";
import { SqlMigrations } from "./migrations.ts";
import { PostgresClient } from "./postgres-client.ts";

/**
 * A pool, which commits each statement at once; not a transaction. A store that writes takes it for
 * leases, rate limits and counters alone, which hold whatever becomes of the caller's transaction.
 */
export type Pool = Knex & { isCompleted?: never };
/** A transaction, the first argument of every other store that writes or locks, but those of `door/record-use.ts`. */
export type Trx = Knex.Transaction;
/** A pool or a transaction, the first argument of every store that reads. */
export type Db = Pool | Trx;

// int8: counts and transaction ids stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Routes knex's own messages to the logger. An error among them is also thrown. */
const logTo = (logger?: Logger) => {
  const warn = (message: unknown) => {
    logger?.warn({ message: String(message).split("\n", 1)[0] }, "the database's pool warns");
  };
  return { debug: () => undefined, warn, error: warn, deprecate: warn };
};

/**
 * A pool of the service's own login, also through a pool in transaction mode. A statement without an
 * answer for `queryTimeout` milliseconds costs its connection, and a server that has not taken a new connection within
 * `connectTimeout` counts as away. What gets no connection within `acquireTimeout` milliseconds, or loses it, throws
 * AppError("unavailable").
 */
export function connect(
  databaseUrl: string,
  {
    max = 10,
    acquireTimeout = 10_000,
    connectTimeout = 5_000,
    queryTimeout = 20_000,
    logger,
  }: {
    max?: number;
    acquireTimeout?: number;
    connectTimeout?: number;
    queryTimeout?: number;
    logger?: Logger;
  } = {},
): Pool {
  return knex({
    client: PostgresClient,
    connection: {
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: connectTimeout,
      query_timeout: queryTimeout,
      // What a transaction sends without waiting for an answer in between goes out in one round trip, in its order.
      pipeline: true,
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max },
    acquireConnectionTimeout: acquireTimeout,
    log: logTo(logger),
    // An error's message goes into the log: the statement, never its values.
    compileSqlOnError: false,
  });
}

/** A migration waits for no lock so long that the service's own statements queue behind it. */
const ownerOptions =
  "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c statement_timeout=1h";

/** A pool of the database's owner, for migrations alone; not through another pool. */
export function connectOwner(databaseUrl: string): Pool {
  return knex({
    client: "pg",
    connection: { connectionString: databaseUrl, options: ownerOptions, keepAlive: true },
    pool: { min: 0, max: 2 },
    log: logTo(),
    migrations: { migrationSource: new SqlMigrations(), tableName: "migrations" },
  });
}
