import type { Response } from "express";

/** Answers as Google does when it refuses. https://cloud.google.com/apis/design/errors */
export function answerFailure(
  response: Response,
  status: number,
  message: string,
  reason = "invalid",
): void {
  response
    .status(status)
    .json({ error: { code: status, message, errors: [{ message, domain: "global", reason }] } });
}
