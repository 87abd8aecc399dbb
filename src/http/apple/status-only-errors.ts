import type { ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { renderErrors } from "../api/render-errors.ts";

/** The statuses that a phone acts on; every other refusal is a 400 to it. */
const ownStatuses = new Set([401, 404, 413, 429]);

/** Answers an error as a bare status, since phones read no body. */
export function statusOnlyErrors(deps: Pick<Deps, "logger">): ErrorRequestHandler {
  return renderErrors(deps, ({ status }, _request, response) => {
    response.removeHeader("Last-Modified");
    response.status(status >= 500 || ownStatuses.has(status) ? status : 400).end();
  });
}
