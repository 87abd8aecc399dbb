import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The culture office's municipalities. Throws AppError("forbidden") for other roles. */
export function requireCulture(actor: Actor): string[] {
  if (actor.role !== "culture") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}

/** Throws AppError("forbidden") unless the municipality is one of the culture office's. */
export function requireCultureOf(actor: Actor, municipality: string): void {
  if (requireCulture(actor).includes(municipality)) return;
  throw new AppError("forbidden", "The municipality is not one of yours.");
}
