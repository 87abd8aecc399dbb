import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The actor's provider. Throws AppError("forbidden") for other roles. */
export function requireProvider(actor: Actor): string {
  if (actor.role !== "provider") throw new AppError("forbidden", "This is not for your role.");
  return actor.providerId;
}
