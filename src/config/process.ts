import { isIP } from "node:net";
import { z } from "zod";
import { port } from "./values.ts";

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

const proxyNames = new Set(["loopback", "linklocal", "uniquelocal"]);

function isProxy(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits === undefined) return longest > 0 || proxyNames.has(text);
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
}

const proxies = z
  .string()
  .transform((list) => list.split(",").map((each) => each.trim()))
  .refine(
    (list) => list.every(isProxy),
    "must be a list of addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal",
  );

/** The variables for the process's start, stop and connections. */
export const processVariables = z.object({
  KEEP_ALIVE_SECONDS: seconds(1, 3_600).default(75),
  SHUTDOWN_DELAY_SECONDS: seconds(0, 300).optional(),
  SHUTDOWN_GRACE_SECONDS: seconds(1, 3_600).default(25),
  TRUSTED_PROXIES: proxies.default(["loopback"]),
  METRICS_PORT: port.optional(),
});

/** Times in milliseconds. */
export interface ProcessConfig {
  keepAliveMs: number;
  shutdown: { delayMs: number; graceMs: number };
  /** Whose X-Forwarded-For and X-Forwarded-Proto count. */
  trustedProxies: string[];
  /**
   * Where metrics and the details of readiness are served, and nowhere else. Unset: at `port`, but for metrics in
   * production, which are served nowhere then.
   */
  metricsPort?: number | undefined;
}

/** Outside production no load balancer has to notice a stop, so it is not delayed. */
export function processOf(
  env: z.output<typeof processVariables> & { NODE_ENV: string },
): ProcessConfig {
  const delay = env.SHUTDOWN_DELAY_SECONDS ?? (env.NODE_ENV === "production" ? 5 : 0);
  return {
    keepAliveMs: env.KEEP_ALIVE_SECONDS * 1_000,
    trustedProxies: env.TRUSTED_PROXIES,
    metricsPort: env.METRICS_PORT,
    shutdown: { delayMs: delay * 1_000, graceMs: env.SHUTDOWN_GRACE_SECONDS * 1_000 },
  };
}

/**
 * Whether metrics are served where everybody reaches the service. Not in production: counts of requests and updates,
 * read by the minute, tell when a ticket was used.
 */
export const areMetricsOpen = ({
  environment,
  metricsPort,
}: Pick<ProcessConfig, "metricsPort"> & { environment: string }): boolean =>
  metricsPort === undefined && environment !== "production";

/** Says in production without METRICS_PORT that there are no metrics. */
export function metricsWarnings(config: Parameters<typeof areMetricsOpen>[0]): string[] {
  if (config.metricsPort !== undefined || areMetricsOpen(config)) return [];
  return ["METRICS_PORT is not set: metrics are served nowhere."];
}
