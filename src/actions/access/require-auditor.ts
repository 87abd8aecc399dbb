import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The auditor's municipalities. Throws AppError("forbidden") for other roles. */
export function requireAuditor(actor: Actor): string[] {
  if (actor.role !== "auditor") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}
