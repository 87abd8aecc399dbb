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
/** A transaction, the first argument of every other store that writes or locks. */
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
 * How long the database lets a statement run, a statement wait for a lock, and a transaction stay open
 * without a statement, in milliseconds. A process that stops or is cut off inside a transaction would
 * otherwise hold its locks until it comes back.
 */
export interface DatabaseTimeouts {
  statement: number;
  lock: number;
  idleInTransaction: number;
}
const defaultTimeouts = { statement: 60_000, lock: 10_000, idleInTransaction: 15_000 };

const settingsOf = ({ statement, lock, idleInTransaction }: DatabaseTimeouts) =>
  [
    "role=join_api",
    `statement_timeout=${statement}`,
    `lock_timeout=${lock}`,
    `idle_in_transaction_session_timeout=${idleInTransaction}`,
  ]
    .map((setting) => `-c ${setting}`)
    .join(" ");

/**
 * A pool of the service's own role, which owns no table. What gets no connection within
 * `acquireTimeout` milliseconds, or loses it, throws AppError("unavailable").
 */
export function connect(
  databaseUrl: string,
  {
    max = 10,
    acquireTimeout = 10_000,
    timeouts = defaultTimeouts,
    logger,
  }: {
    max?: number;
    acquireTimeout?: number;
    timeouts?: DatabaseTimeouts;
    logger?: Logger;
  } = {},
): Pool {
  return knex({
    client: PostgresClient,
    connection: { connectionString: databaseUrl, options: settingsOf(timeouts), keepAlive: true },
    pool: { min: 0, max },
    acquireConnectionTimeout: acquireTimeout,
    log: logTo(logger),
    // An error's message goes into the log: the statement, never its values.
    compileSqlOnError: false,
  });
}

/** A pool of the database's owner: for migrations alone. */
export function connectOwner(databaseUrl: string): Pool {
  return knex({
    client: "pg",
    // A migration waits for no lock so long that the service's own statements queue behind it.
    connection: { connectionString: databaseUrl, options: "-c lock_timeout=10000" },
    pool: { min: 0, max: 2 },
    log: logTo(),
    migrations: { migrationSource: new SqlMigrations(), tableName: "migrations" },
  });
}
