// https://www.postgresql.org/docs/current/errcodes-appendix.html
import { AppError } from "../errors.ts";

/** What PostgreSQL, its driver or the socket raised. */
export interface DriverError extends Error {
  code?: string;
  /** The server's function that raised it. */
  routine?: string;
}

/** The connection is gone, or leads to a server that no longer takes writes or has no room for them. */
const lostConnection = new Set([
  ...["57P01", "57P02", "57P03", "57P05", "25006", "25P03", "53100"],
  ...["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
]);
/** The class of connection exceptions. */
const lostClass = /^08...$/;
/** What the driver says without a code; knex puts the statement before it. */
const lostInWords = /Connection terminated|not queryable|Query read timeout$/;

/** The server is full, or a lock or an answer took longer than the connection's time-outs allow. */
const overloaded = new Set(["53000", "53200", "53300", "53400", "55P03", "57014"]);

/** A value that its column cannot hold: NUL, a year before Christ, a number beyond its type. */
const unstorable = new Set(["22021", "22P05", "22003", "22007", "22008"]);

/** The plan that the connection kept is gone, or answers with columns of another type since a migration. */
const isPlanLost = ({ code, routine }: DriverError) =>
  code === "26000" || (code === "0A000" && routine === "RevalidateCachedQuery");

/** Whether the connection, or the plan that it kept, is of no more use. */
export const isLost = (error: DriverError) => {
  const { code = "", message } = error;
  return (
    lostConnection.has(code) ||
    lostClass.test(code) ||
    lostInWords.test(message) ||
    isPlanLost(error)
  );
};

/** What callers get of a failure that is over in a moment. */
export const unavailable = (cause: unknown) =>
  new AppError("unavailable", "Too much is under way here; repeat this in a moment.", { cause });

/** The driver's error as the caller's: AppError("unavailable") with it as `cause`, or itself. */
export function translated(error: DriverError): Error {
  if (unstorable.has(error.code ?? "")) {
    return new AppError("validation_failed", "A value cannot be stored.", { cause: error });
  }
  return isLost(error) || overloaded.has(error.code ?? "") ? unavailable(error) : error;
}

/** Whether a statement waited for a lock longer than its `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof AppError && (error.cause as DriverError | undefined)?.code === "55P03";
}

/** Whether a statement would have stored a value that must be unique twice; its transaction is aborted then. */
export const isUniqueViolation = (error: unknown): boolean =>
  (error as DriverError | undefined)?.code === "23505";
