import type { Response } from "express";

/** What Google says when it refuses. https://cloud.google.com/apis/design/errors */
export const failureBody = (status: number, message: string, reason = "invalid") => ({
  error: { code: status, message, errors: [{ message, domain: "global", reason }] },
});

/** Answers as Google does when it refuses. */
export function answerFailure(
  response: Response,
  status: number,
  message: string,
  reason?: string,
): void {
  response.status(status).json(failureBody(status, message, reason));
}
