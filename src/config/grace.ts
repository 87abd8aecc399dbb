import { z } from "zod";
import type { environmentName } from "./values.ts";
import { wholeNumber } from "./values.ts";

/** The variable for how long a new allocation waits before its messages leave. */
export const graceVariables = z.object({
  MESSAGE_GRACE_MINUTES: wholeNumber("minutes", 0, 1440).optional(),
});

export interface GraceConfig {
  /** How long the tickets of an allocation wait, where their municipality has no time of its own. */
  messageGraceMinutes: number;
}

/** Ten minutes in production; none where a developer or a test waits for the message. */
export const graceOf = (
  env: z.output<typeof graceVariables> & { NODE_ENV: z.output<typeof environmentName> },
): GraceConfig => ({
  messageGraceMinutes: env.MESSAGE_GRACE_MINUTES ?? (env.NODE_ENV === "production" ? 10 : 0),
});
