import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The municipalities whose culture office the actor is. Throws AppError("forbidden") for anyone else. */
export function requireCulture(actor: Actor): string[] {
  if (actor.role !== "culture") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}
