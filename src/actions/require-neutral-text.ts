import { AppError, type FieldError } from "../errors.ts";

/** Throws AppError("revealing_text") with one entry per word found by the deny-list. */
export function requireNeutralText(found: FieldError[]): void {
  if (found.length === 0) return;
  throw new AppError("revealing_text", "A text tells more than a ticket may.", { errors: found });
}
