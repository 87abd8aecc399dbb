import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The NAV officer's municipalities. Throws AppError("forbidden") for other roles. */
export function requireNav(actor: Actor): string[] {
  if (actor.role !== "nav") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}
