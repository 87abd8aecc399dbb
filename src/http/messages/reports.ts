import { createHash, timingSafeEqual } from "node:crypto";
import type { ErrorRequestHandler } from "express";
import { AppError } from "../../errors.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares in a time that does not depend on the texts. */
export const isSameSecret = (one: string, other: string) =>
  timingSafeEqual(digest(one), digest(other));

/**
 * Answers 200 to a report whose body cannot be read: gateways and mail servers repeat one that is not answered
 * with 2xx, for hours.
 */
export const takeUnread: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const { status } = error as { status?: unknown };
  if (!(error instanceof AppError) && typeof status === "number" && status < 500) {
    response.status(200).json({ received: true });
  } else next(error);
};
