import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { runInTrace } from "../../trace.ts";

const header = "X-Request-Id";
const acceptable = /^[A-Za-z0-9-]{8,64}$/;

/**
 * Sets X-Request-Id, which answer and log share; a proxy's id is kept when it is well-formed. Runs the request
 * in the trace of its `traceparent`, or in a new one.
 */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get(header);
  res.set(header, given !== undefined && acceptable.test(given) ? given : randomUUID());
  runInTrace(req.get("traceparent"), next);
};

export function requestIdOf(res: Response): string {
  return res.get(header) ?? "";
}
