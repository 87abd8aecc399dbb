import { AppError } from "../../errors.ts";

/** The reason, trimmed. Throws AppError("validation_failed") when there is none. */
export function requireReason(reason: string): string {
  const given = reason.trim();
  if (given !== "") return given;
  throw new AppError("validation_failed", "A reason is needed.", {
    errors: [{ path: "reason", code: "required", message: "is required: a text" }],
  });
}
