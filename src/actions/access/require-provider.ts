import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The provider for whom the actor speaks. Throws AppError("forbidden") for anyone else. */
export function requireProvider(actor: Actor): string {
  if (actor.role !== "provider") throw new AppError("forbidden", "This is not for your role.");
  return actor.providerId;
}
