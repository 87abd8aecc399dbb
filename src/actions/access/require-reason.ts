import { fieldErrors } from "../../domain/field-errors.ts";
import { freeText } from "../../domain/free-text.ts";
import { AppError, type FieldError } from "../../errors.ts";

/**
 * The reason, trimmed. Throws AppError("validation_failed") when there is none, when it is longer than
 * `maximum` characters, or when it holds a national identity number.
 */
export function requireReason(reason: string, maximum = 500): string {
  if (reason.trim() === "") throw refusal("A reason is needed.", [missing]);
  const given = freeText(maximum).safeParse(reason);
  if (given.success) return given.data;
  const faults = fieldErrors(given.error).map((fault) => ({ ...fault, path: missing.path }));
  throw refusal("This reason cannot be stored; see errors.", faults);
}

const missing = { path: "reason", code: "required", message: "is required: a text" };

const refusal = (detail: string, errors: FieldError[]) =>
  new AppError("validation_failed", detail, { errors });
