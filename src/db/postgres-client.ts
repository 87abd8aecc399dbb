import knex, { type Knex } from "knex";
import type { ClientBase } from "pg";
import type { Duplex } from "node:stream";
import { AppError } from "../errors.ts";
import { requireServiceSession } from "./connection-checks.ts";
import { isLost, translated, unavailable, type DriverError } from "./driver-errors.ts";
import { keptPlanName } from "./kept-plans.ts";
import { PoolShares } from "./pool-share.ts";
import { wallStatements } from "./wall.ts";

interface Connection extends ClientBase {
  /** knex's own mark: its pool ends a connection that carries one instead of lending it again. */
  __knex__disposed?: unknown;
  connection: { stream: Duplex };
}

/** A statement as knex hands it to the driver, `$1` for the first binding. */
interface Statement {
  sql: string;
  bindings?: unknown[];
  options?: { name?: string | undefined };
}

/** The first failure of connections that are lost: the driver's events, which follow, leave their own mark of knex's. */
const lostBy = new WeakMap<Connection, unknown>();

/** Connections without another pool in between, which would give the plan's connection to others. */
const direct = new WeakSet<object>();

/** How long a server may take to answer the end of a connection, in milliseconds. */
const farewellTimeout = 1_000;

const { constructor: Postgres } = knex({ client: "pg" }).client as {
  constructor: typeof Knex.Client;
};
/** What hands a statement to the driver; knex's types leave it out. */
const { _query: sendToDriver } = Postgres.prototype as unknown as {
  _query: (this: Knex.Client, connection: Connection, statement: Statement) => unknown;
};

/**
 * knex's client for PostgreSQL. Whatever goes wrong between the service and the database, and would
 * go well a moment later, throws AppError("unavailable"); a connection that is lost, silent or leads
 * to a server that was demoted does not return to the pool, and a standby's never enters it.
 */
export class PostgresClient extends Postgres {
  /** Set by knex on the client of a transaction. */
  declare readonly transacting: boolean | undefined;
  readonly #shares = new PoolShares();
  readonly #places = new WeakMap<object, () => void>();

  override async acquireRawConnection(): Promise<Connection> {
    const connection = (await super.acquireRawConnection()) as Connection;
    try {
      const { isDirect } = await requireServiceSession(connection);
      if (isDirect) direct.add(connection);
      return connection;
    } catch (error) {
      connection.connection.stream.destroy();
      throw error;
    }
  }

  /** A server that no longer answers does not answer a farewell either. */
  override async destroyRawConnection(connection: Connection): Promise<void> {
    const timer = setTimeout(() => connection.connection.stream.destroy(), farewellTimeout);
    await super.destroyRawConnection(connection).finally(() => {
      clearTimeout(timer);
    });
  }

  override async acquireConnection(): Promise<object> {
    let giveBack: (() => void) | undefined;
    try {
      const { acquireConnectionTimeout = 0 } = this.config;
      giveBack = await this.#shares.acquire(acquireConnectionTimeout);
      const connection = (await super.acquireConnection()) as object;
      this.#places.set(connection, giveBack);
      return connection;
    } catch (error) {
      giveBack?.();
      throw unavailable(error);
    }
  }

  override async releaseConnection(connection: object): Promise<void> {
    this.#places.get(connection)?.();
    this.#places.delete(connection);
    await super.releaseConnection(connection);
  }

  override async query(connection: Connection, statement: unknown): Promise<unknown> {
    const wall = wallStatements();
    if (wall === undefined) return this.run(connection, statement);
    if (statement === "BEGIN;") return this.beginBehind(wall, connection);
    if (this.transacting) return this.run(connection, statement);
    await this.beginBehind(wall, connection);
    try {
      const result = await this.run(connection, statement);
      await this.run(connection, "COMMIT;");
      return result;
    } catch (error) {
      await this.run(connection, "ROLLBACK;").catch(() => undefined);
      throw error;
    }
  }

  /** One round trip. A connection whose transaction stays outside of the wall is not used again. */
  async beginBehind(wall: string, connection: Connection): Promise<unknown> {
    try {
      return await this.run(connection, `BEGIN; ${wall}`);
    } catch (error) {
      connection.__knex__disposed = error;
      throw error;
    }
  }

  /** Called by knex. */
  _query(connection: Connection, statement: Statement): unknown {
    if (direct.has(connection) && statement.bindings?.length) {
      statement.options = { ...statement.options, name: keptPlanName(statement.sql) };
    }
    // Statements that are sent one behind the other leave in one write to the socket.
    const { stream } = connection.connection;
    stream.cork();
    process.nextTick(() => {
      stream.uncork();
    });
    return sendToDriver.call(this, connection, statement);
  }

  async run(connection: Connection, statement: unknown): Promise<unknown> {
    // A ROLLBACK for instance, whose own failure would hide why the connection is lost.
    const lost = lostBy.get(connection) ?? connection.__knex__disposed;
    if (lost) throw lost instanceof AppError ? lost : unavailable(lost);
    try {
      return await (super.query(connection, statement) as Promise<unknown>);
    } catch (error) {
      if (isLost(error as DriverError)) {
        if (!lostBy.has(connection)) lostBy.set(connection, error);
        connection.__knex__disposed ??= error;
        // Whatever else waits on a silent connection fails at once, its ROLLBACK for instance.
        connection.connection.stream.destroy();
      }
      throw translated(error as DriverError);
    }
  }
}
