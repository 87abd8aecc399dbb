import { z } from "zod";

const seconds = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `must be a number of seconds from ${min} to ${max}`)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(min, `must be at least ${min} seconds`)
        .max(max, `must be at most ${max} seconds`),
    );

/** The variables for the process's start, stop and connections. */
export const processVariables = z.object({
  KEEP_ALIVE_SECONDS: seconds(1, 3_600).default(75),
  SHUTDOWN_DELAY_SECONDS: seconds(0, 300).optional(),
  SHUTDOWN_GRACE_SECONDS: seconds(1, 3_600).default(25),
});

/** Times in milliseconds. */
export interface ProcessConfig {
  keepAliveMs: number;
  shutdown: { delayMs: number; graceMs: number };
}

/** Outside production no load balancer has to notice a stop, so it is not delayed. */
export function processOf(
  env: z.output<typeof processVariables> & { NODE_ENV: string },
): ProcessConfig {
  const delay = env.SHUTDOWN_DELAY_SECONDS ?? (env.NODE_ENV === "production" ? 5 : 0);
  return {
    keepAliveMs: env.KEEP_ALIVE_SECONDS * 1_000,
    shutdown: { delayMs: delay * 1_000, graceMs: env.SHUTDOWN_GRACE_SECONDS * 1_000 },
  };
}
