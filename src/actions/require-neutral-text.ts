import { AppError, type FieldError } from "../errors.ts";

/**
 * Refuses texts in which the deny-list found something. Throws AppError("revealing_text") with one
 * entry per word.
 */
export function requireNeutralText(found: FieldError[]): void {
  if (found.length === 0) return;
  throw new AppError("revealing_text", "A text tells more than a ticket may.", { errors: found });
}
