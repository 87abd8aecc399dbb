import { z } from "zod";
import { wholeNumber } from "./values.ts";

/** The variables for sessions of staff and of providers' users. */
export const sessionVariables = z.object({
  SESSION_IDLE_MINUTES: wholeNumber("minutes", 5, 720).default(30),
  SESSION_HOURS: wholeNumber("hours", 1, 24).default(8),
});

export interface SessionsConfig {
  sessions: {
    /** A session ends when it was not used for so long, in milliseconds. */
    idleMs: number;
    /** A session ends so long after the login, in milliseconds. */
    longestMs: number;
  };
}

export const sessionsOf = (env: z.output<typeof sessionVariables>): SessionsConfig => ({
  sessions: {
    idleMs: env.SESSION_IDLE_MINUTES * 60_000,
    longestMs: env.SESSION_HOURS * 3_600_000,
  },
});
