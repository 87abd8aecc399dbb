import { z } from "zod";
import type { Environment } from "./environment.ts";

const sentinelFault = "must be a list like sentinel-a:26379,sentinel-b:26379";

/** Redis or Valkey; with TLS as `rediss://` or `valkeys://`. */
export const redisVariables = z.object({
  REDIS_URL: z
    .url({
      protocol: /^(redis|valkey)s?$/,
      error: "must be an address like redis://user:password@host:6379",
    })
    .optional(),
  REDIS_SENTINELS: z
    .string()
    .regex(/^[^\s,:]+(:\d{1,5})?(,[^\s,:]+(:\d{1,5})?)*$/, sentinelFault)
    .transform((list) =>
      list.split(",").map((each) => {
        const [host = "", port = "26379"] = each.split(":");
        return { host, port: Number(port) };
      }),
    )
    .optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
});

/** A fault for sentinels without the address that names their master. */
export function redisFaults(present: Environment): string[] {
  const isHalfSet = present["REDIS_SENTINELS"] !== undefined && present["REDIS_URL"] === undefined;
  return isHalfSet ? ["REDIS_URL is missing; REDIS_SENTINELS find the master that it names"] : [];
}

export interface RedisConfig {
  /** With sentinels, its host is the name of the master that they watch. */
  redisUrl?: string;
  redisSentinels?: { host: string; port: number }[];
  redisSentinelPassword?: string;
}
