import type { Pass } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";

/** Why none of the tickets can be taken along: one is still being made ready, or all have ended. */
export const noActivePassError = (tickets: Pick<Pass, "state">[]): AppError =>
  tickets.some(({ state }) => state === "pending")
    ? new AppError("unavailable", "The ticket is being made ready. Try again in a moment.")
    : new AppError("gone", "Every ticket has ended.");
