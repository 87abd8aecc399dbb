import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The culture office's municipalities. Throws AppError("forbidden") for other roles. */
export function requireCulture(actor: Actor): string[] {
  if (actor.role !== "culture") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}
