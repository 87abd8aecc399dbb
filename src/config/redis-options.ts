import type { RedisConfig } from "./redis.ts";

/** Keys of one hash tag lie in one slot of a cluster, so that scripts may use several. */
export const redisPrefix = "{join}";

/** By default the client waits for ever on a connection that has become silent. */
const timeouts = { connectTimeout: 5_000, keepAlive: 10_000 };

/** The options of a client of Redis, for one server or for those that sentinels name. */
export function redisOptions({
  redisUrl = "",
  redisSentinels,
  redisSentinelPassword,
}: RedisConfig) {
  const { protocol, hostname, port, username, password, pathname } = new URL(redisUrl);
  const hasTls = ["rediss:", "valkeys:"].includes(protocol);
  const credentials = {
    ...(username !== "" && { username: decodeURIComponent(username) }),
    ...(password !== "" && { password: decodeURIComponent(password) }),
  };
  const server = redisSentinels
    ? {
        sentinels: redisSentinels,
        name: hostname,
        failoverDetector: true,
        enableTLSForSentinelMode: hasTls,
        ...(redisSentinelPassword !== undefined && { sentinelPassword: redisSentinelPassword }),
      }
    : { host: hostname, port: Number(port || 6379) };
  return {
    ...timeouts,
    ...server,
    ...credentials,
    ...(hasTls && { tls: {} }),
    db: Number(pathname.slice(1) || 0),
    retryStrategy: (times: number) => Math.min(times * 200, 2_000),
    // A primary that was demoted keeps its connections and refuses writes: connect again, and repeat.
    reconnectOnError: ({ message }: Error) => message.startsWith("READONLY") && (2 as const),
  };
}
