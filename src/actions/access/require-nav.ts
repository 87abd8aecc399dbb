import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The NAV officer's municipalities. Throws AppError("forbidden") for other roles. */
export function requireNav(actor: Actor): string[] {
  if (actor.role !== "nav") throw new AppError("forbidden", "This is not for your role.");
  return actor.municipalities;
}

/** Throws AppError("forbidden") unless the municipality is one of the NAV officer's. */
export function requireNavOf(actor: Actor, municipality: string): void {
  if (requireNav(actor).includes(municipality)) return;
  throw new AppError("forbidden", "The municipality is not one of yours.");
}

/** Whether the officer sees the municipality's children with a protected address, too. */
export const seesProtectedOf = (actor: Actor, municipality: string): boolean =>
  actor.role === "nav" && actor.protectedOf?.includes(municipality) === true;
