import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The municipalities whose children the officer works for. Throws AppError("forbidden") for anyone else. */
export function requireNav(actor: Actor): string[] {
  if (actor.role !== "nav") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}
