import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** Throws AppError("forbidden") for other roles than that of those who run the service. */
export function requireOperator(actor: Actor): void {
  if (actor.role !== "operator") throw new AppError("forbidden", "This is not for your role.");
}
