import { freeText } from "../../domain/free-text.ts";
import { AppError } from "../../errors.ts";

/**
 * The reason, trimmed. Throws AppError("validation_failed") when there is none, or when it holds a
 * national identity number.
 */
export function requireReason(reason: string, maximum = 500): string {
  const given = freeText(maximum).safeParse(reason);
  if (given.success) return given.data;
  const error = reason.trim() === "" ? missing : unfit;
  throw new AppError("validation_failed", error.detail, { errors: [error.fault] });
}

const missing = {
  detail: "A reason is needed.",
  fault: { path: "reason", code: "required", message: "is required: a text" },
};
const unfit = {
  detail: "This reason must not be stored.",
  fault: {
    path: "reason",
    code: "national_identity_number",
    message: "must be short and without a national identity number",
  },
};
