import { extname } from "node:path";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { OnlyAsking } from "../../actions/only-asking.ts";
import { AppError } from "../../errors.ts";
import { callerOf } from "./caller.ts";
import { requestIdOf } from "./request-id.ts";
import { routeOf } from "./route-of.ts";
import { bundleType } from "./send-pass.ts";

const nothingHere = "There is nothing at this address.";

/** Throws AppError("not_found"): mounted behind the last route. */
export const notFound: RequestHandler = () => {
  throw new AppError("not_found", nothingHere);
};

/**
 * Converts a thrown value to an AppError; an unknown error becomes "internal" with the error as its
 * cause.
 */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof URIError) return new AppError("not_found", nothingHere);
  // Express and its body parsers put a status on their errors (a malformed `%`, an aborted body).
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status !== "number" || status < 400 || status >= 500) {
    return new AppError("internal", "Something failed on our side.", { cause: error });
  }
  if (status === 404) return new AppError("not_found", nothingHere);
  if (status === 413) return new AppError("too_large", "The body is too large.");
  if (status === 415)
    return new AppError("unsupported_media_type", "This kind of body is not read here.");
  return new AppError("validation_failed", "The request could not be read.");
}

/** A database error's `detail` quotes the row, so only named members go into the log. */
function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table } = error as {
    code?: unknown;
    constraint?: unknown;
    table?: unknown;
  };
  return { name: error.name, code, constraint, table, stack: error.stack };
}

/** Statuses of refusals that are logged. Other faults of callers are not, so that a flood of them does not fill the log. */
const refusals = new Set([401, 403, 429]);

/** Seconds until a client should repeat a request that was answered "unavailable". */
const retryAfter = "5";

/**
 * Answers a request that asks without taking: HEAD with the type of a file, a page's otherwise; a prefetch, a prerendering
 * or a link preview with 403, which browsers discard, and fetch again when the person asks.
 */
function answerOnlyAsking(request: Request, response: Response): void {
  const type = request.path.endsWith(".pkpasses") ? bundleType : extname(request.path) || "html";
  response
    .status(request.method === "HEAD" ? 200 : 403)
    .set("Cache-Control", "no-store")
    .type(type)
    .end();
}

/**
 * Returns an error handler that answers with `render`, the renderer of one medium: problem document,
 * page or bare status. It logs our own faults without personal data, sets Retry-After, and closes the
 * connection where the body has been sent in part.
 */
export function renderErrors(
  { logger }: Pick<Deps, "logger">,
  render: (error: AppError, request: Request, response: Response) => void,
): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    if (thrown instanceof OnlyAsking) {
      answerOnlyAsking(request, response);
      return;
    }
    const error = asAppError(thrown);
    if (error.status === 500 || error.cause !== undefined) {
      const fault = faultOf(error.cause ?? error);
      const [requestId, route] = [requestIdOf(response), routeOf(request)];
      logger.error({ fault, requestId, route }, "request failed");
    }
    if (refusals.has(error.status)) {
      const about = { status: error.status, route: routeOf(request), caller: callerOf(request) };
      logger.info({ ...about, requestId: requestIdOf(response) }, "request refused");
    }
    if (response.headersSent) {
      request.socket.destroy();
      return;
    }
    if (error.status === 503) response.set("Retry-After", retryAfter);
    response.set("Cache-Control", "no-store");
    render(error, request, response);
  };
}
