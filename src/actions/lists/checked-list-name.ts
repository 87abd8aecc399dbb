import { fieldErrors } from "../../domain/field-errors.ts";
import { listName } from "../../domain/lists/recipient-list.ts";
import { AppError } from "../../errors.ts";

/** Returns a saved list's name in its stored form. Throws AppError("validation_failed") at `name`. */
export function checkedListName(name: string): string {
  const parsed = listName.safeParse(name);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error).map((error) => ({ ...error, path: "name" }));
  throw new AppError("validation_failed", "The list cannot have this name.", { errors });
}
