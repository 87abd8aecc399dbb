import { Redis } from "ioredis";
import type { RedisConfig } from "../../config/redis.ts";
import { redisOptions, redisPrefix } from "../../config/redis-options.ts";

/** Counters of requests that all processes share. Every method rejects while Redis is away. */
export interface SharedCounters {
  /** Adds one. Returns the count of the window, which begins with its first request, and its rest in milliseconds. */
  add(key: string, windowMs: number): Promise<{ count: number; restMs: number }>;
  takeBack(key: string, windowMs: number): Promise<void>;
  close(): void;
}

/** Longest wait of a request for its count. */
const answerMs = 200;
/** After a failure, how long Redis is not asked. */
const cooldownMs = 2_000;

/** Creates the counters in Redis. A count is no reason to keep a request waiting or to refuse it. */
export function createSharedCounters(
  config: RedisConfig,
  warn: (about: { reason: string }, message: string) => void,
): SharedCounters {
  const client = new Redis({
    ...redisOptions(config),
    commandTimeout: answerMs,
    socketTimeout: 5_000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
  });
  client.on("error", ({ message }: Error) => {
    warn({ reason: message }, "requests are counted by this process alone");
  });
  let cooldownUntil = 0;

  async function change(key: string, by: 1 | -1, windowMs: number): Promise<[number, number]> {
    if (client.status !== "ready" || Date.now() < cooldownUntil) throw new Error("Redis is away");
    try {
      const full = `${redisPrefix}:limit:${key}`;
      const answers = await client
        .multi()
        .incrby(full, by)
        .pexpire(full, windowMs, "NX")
        .pttl(full)
        .exec();
      const values = (answers ?? []).map(([error, value]) => {
        if (error) throw error;
        return Number(value);
      });
      return [values[0] ?? 0, values[2] ?? windowMs];
    } catch (error) {
      cooldownUntil = Date.now() + cooldownMs;
      throw error;
    }
  }

  return {
    add: async (key, windowMs) => {
      const [count, restMs] = await change(key, 1, windowMs);
      return { count, restMs };
    },
    takeBack: async (key, windowMs) => {
      await change(key, -1, windowMs);
    },
    close: () => {
      client.disconnect();
    },
  };
}
