import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";

const header = "X-Request-Id";
const acceptable = /^[A-Za-z0-9-]{8,64}$/;

/** Sets X-Request-Id, which answer and log share. A proxy's id is kept when it is well-formed. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get(header);
  res.set(header, given !== undefined && acceptable.test(given) ? given : randomUUID());
  next();
};

export function requestIdOf(res: Response): string {
  return res.get(header) ?? "";
}
