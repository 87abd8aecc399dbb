// Problem details: https://www.rfc-editor.org/rfc/rfc9457
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { isDatabaseUnreachable } from "../../db/connect.ts";
import { AppError, type ErrorCode, type FieldError } from "../../errors.ts";
import { requestIdOf } from "./request-id.ts";
import { routeOf } from "./route-of.ts";

/** What each code means, for people; the documentation lists them. */
export const problemTitles: Readonly<Record<ErrorCode, string>> = {
  validation_failed: "The request has faults",
  unauthorized: "Not authenticated",
  forbidden: "Not allowed",
  not_found: "Not found",
  method_not_allowed: "Method not allowed",
  not_acceptable: "Not acceptable",
  conflict: "Conflict",
  illegal_state: "Not possible in this state",
  nothing_allocated: "Nothing was allocated",
  quota_below_allocated: "The quota is below what is out",
  quota_above_approved: "The quota is above what was approved",
  gone: "Gone",
  too_large: "Too large",
  unsupported_media_type: "Unsupported media type",
  idempotency_key_reused: "The idempotency key was used for another request",
  unprocessable: "Cannot be processed",
  revealing_text: "The text tells what a ticket must not tell",
  too_many_requests: "Too many requests",
  internal: "Internal error",
  wallet_unavailable: "The wallet cannot be reached",
  unavailable: "Unavailable",
};

interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  requestId: string;
  errors?: readonly FieldError[];
  [extra: string]: unknown;
}

/** The document for an error. Extra members never displace the standard ones. */
function problemOf(error: AppError, publicUrl: string, requestId: string): Problem {
  return {
    ...error.extra,
    type: `${publicUrl}/docs#problem-${error.code}`,
    title: problemTitles[error.code],
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.errors.length > 0 && { errors: error.errors }),
  };
}

/** Framework errors carry a status of their own (a malformed `%` in the path, an aborted body). */
export function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isDatabaseUnreachable(error)) {
    return new AppError("unavailable", "Too much is under way here; repeat this in a moment.");
  }
  if (error instanceof URIError)
    return new AppError("not_found", "There is nothing at this address.");
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status !== "number" || status < 400 || status >= 500) return undefined;
  if (status === 404) return new AppError("not_found", "There is nothing at this address.");
  if (status === 413) return new AppError("too_large", "The body is too large.");
  if (status === 415)
    return new AppError("unsupported_media_type", "This kind of body is not read here.");
  return new AppError("validation_failed", "The request could not be read.");
}

/** A database error's `detail` quotes the row, so only named members go into the log. */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table } = error as {
    code?: unknown;
    constraint?: unknown;
    table?: unknown;
  };
  return { name: error.name, code, constraint, table, stack: error.stack };
}

/** Seconds after which a caller who came at a bad moment is to come again. */
const retryAfter = "5";

/** Asks a caller who came at a bad moment to come again. */
export function setRetryAfter(res: Response, status: number): void {
  if (status === 503) res.set("Retry-After", retryAfter);
}

export const notFound: RequestHandler = () => {
  throw new AppError("not_found", "There is nothing at this address.");
};

/** Tells the caller what it may know and the log, by ids, what it must. */
export function errorHandler({
  config,
  logger,
}: Pick<Deps, "config" | "logger">): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const requestId = requestIdOf(res);
    const known = asAppError(error);
    const isOurs = known === undefined || known.status === 500 || isDatabaseUnreachable(error);
    if (isOurs) {
      logger.error({ fault: faultOf(error), requestId, route: routeOf(req) }, "request failed");
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    const shown = known ?? new AppError("internal", "Something failed on our side.");
    if (shown.code === "unauthorized") res.set("WWW-Authenticate", 'Bearer realm="join"');
    setRetryAfter(res, shown.status);
    res
      .status(shown.status)
      .set("Cache-Control", "no-store")
      .type("application/problem+json")
      .send(JSON.stringify(problemOf(shown, config.publicUrl, requestId)));
  };
}
