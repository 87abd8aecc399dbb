import type { Request } from "express";
import { AppError } from "../../errors.ts";

const keyShape = /^[\x21-\x7e]{1,200}$/;

export const invalidIdempotencyKey = {
  detail: "The Idempotency-Key cannot be used.",
  errors: [
    {
      path: "Idempotency-Key",
      code: "invalid_format",
      message: "must have 1 to 200 visible ASCII characters; a UUID is a good one",
    },
  ],
};

/** Returns the request's Idempotency-Key. Throws AppError("validation_failed") for a malformed one. */
export function readIdempotencyKey(req: Request): string | undefined {
  const key = req.get("idempotency-key");
  if (key !== undefined && !keyShape.test(key)) {
    const { detail, errors } = invalidIdempotencyKey;
    throw new AppError("validation_failed", detail, { errors });
  }
  return key;
}
