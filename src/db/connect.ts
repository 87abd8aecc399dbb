import knex, { type Knex } from "knex";
import pg from "pg";
import { SqlMigrations } from "./migrations.ts";

/** A pool or a transaction: the first argument of every store, so that none opens its own. */
export type Db = Knex;
export type Trx = Knex.Transaction;

// int8: counts and change numbers stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A pool of the service's own role, which owns no table. */
export function connect(databaseUrl: string, { max = 10 }: { max?: number } = {}): Knex {
  return knex({
    client: "pg",
    connection: { connectionString: databaseUrl, options: "-c role=join_api" },
    pool: { min: 0, max },
    acquireConnectionTimeout: 10_000,
    // What fails is thrown, to whoever logs it without values; knex would print it as well.
    log: { warn: () => undefined },
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
    migrations: { migrationSource: new SqlMigrations(), tableName: "migrations" },
  });
}
