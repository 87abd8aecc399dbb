// https://www.postgresql.org/docs/current/errcodes-appendix.html
import knex, { type Knex } from "knex";
import { AppError } from "../errors.ts";

interface DriverError extends Error {
  code?: string;
}

/** knex's own mark: its pool ends a connection that carries one instead of lending it again. */
interface Connection {
  __knex__disposed?: unknown;
}

/** The connection is gone, or leads to a server that no longer takes writes. */
const lostConnection = new Set([
  ...["57P01", "57P02", "57P03", "08000", "08003", "08006", "25006", "25P03"],
  ...["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"],
]);
const lostInWords = /^Connection terminated|not queryable|^Client has encountered/;

/** The server is full, or a lock or an answer took longer than the connection's time-outs allow. */
const overloaded = new Set(["53000", "53100", "53200", "53300", "53400", "55P03", "57014"]);

const isLost = ({ code = "", message }: DriverError) =>
  lostConnection.has(code) || lostInWords.test(message);

/** The driver's error as the caller's: AppError("unavailable") with it as `cause`, or itself. */
function translated(error: DriverError): Error {
  if (!isLost(error) && !overloaded.has(error.code ?? "")) return error;
  const detail = "Too much is under way here; repeat this in a moment.";
  return new AppError("unavailable", detail, { cause: error });
}

const { constructor: Postgres } = knex({ client: "pg" }).client as {
  constructor: typeof Knex.Client;
};

/**
 * knex's client for PostgreSQL. Whatever goes wrong between the service and the database, and would
 * go well a moment later, throws AppError("unavailable"); a connection that is lost or leads to a
 * server that was demoted does not return to the pool.
 */
export class PostgresClient extends Postgres {
  override async acquireConnection(): Promise<unknown> {
    try {
      return await (super.acquireConnection() as Promise<unknown>);
    } catch (error) {
      const detail = "Too much is under way here; repeat this in a moment.";
      throw new AppError("unavailable", detail, { cause: error });
    }
  }

  override async query(connection: Connection, statement: unknown): Promise<unknown> {
    try {
      return await (super.query(connection, statement) as Promise<unknown>);
    } catch (error) {
      if (isLost(error as DriverError)) connection.__knex__disposed = error;
      throw translated(error as DriverError);
    }
  }
}

/** Whether a statement waited for a lock longer than its `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof AppError && (error.cause as DriverError | undefined)?.code === "55P03";
}
