import type { ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { setRetryAfter, asAppError, faultOf } from "../api/problem.ts";
import { requestIdOf } from "../api/request-id.ts";
import { routeOf } from "../api/route-of.ts";

/** What phones know to be told apart; any other fault of theirs is a bad request. */
const ownStatuses = new Set([401, 404, 413, 429, 503]);

/** Errors as bare statuses: phones read no body. The log has the rest, without identifiers. */
export function statusOnlyErrors({ logger }: Pick<Deps, "logger">): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const known = asAppError(error)?.status ?? 500;
    if (known === 500) {
      const [requestId, route] = [requestIdOf(res), routeOf(req)];
      logger.error({ fault: faultOf(error), requestId, route }, "a phone's request failed");
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = known < 500 && !ownStatuses.has(known) ? 400 : known;
    res.status(status).removeHeader("Last-Modified");
    setRetryAfter(res, status);
    res.set("Cache-Control", "no-store").end();
  };
}
