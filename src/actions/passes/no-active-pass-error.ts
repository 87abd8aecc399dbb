import type { Pass } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";

/** The error for tickets none of which is active: one is still pending, or all have ended. */
export const noActivePassError = (tickets: Pick<Pass, "state">[]): AppError =>
  tickets.some(({ state }) => state === "pending")
    ? new AppError("unavailable", "The ticket is being made ready. Try again in a moment.")
    : new AppError("gone", "Every ticket has ended.");
