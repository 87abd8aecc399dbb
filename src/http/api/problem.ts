// Problem details: https://www.rfc-editor.org/rfc/rfc9457
import type { ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { apiUrl } from "../../config/hosts.ts";
import { errorTable, type AppError, type ErrorCode, type FieldError } from "../../errors.ts";
import { renderErrors } from "./render-errors.ts";
import { requestIdOf } from "./request-id.ts";

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

/** Returns the problem document of an error. Extra members never replace the standard ones. */
function problemOf(error: AppError, apiOrigin: string, requestId: string): Problem {
  const { title, status } = errorTable[error.code];
  return {
    ...error.extra,
    type: `${apiOrigin}/docs#problem-${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.errors.length > 0 && { errors: error.errors }),
  };
}

export function problemErrors(deps: Pick<Deps, "config" | "logger">): ErrorRequestHandler {
  return renderErrors(deps, (error, _request, response) => {
    if (error.code === "unauthorized") response.set("WWW-Authenticate", 'Bearer realm="join"');
    const problem = problemOf(error, apiUrl(deps.config), requestIdOf(response));
    response.status(error.status).type("application/problem+json").send(JSON.stringify(problem));
  });
}
