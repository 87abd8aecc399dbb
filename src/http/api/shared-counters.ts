import { Redis } from "ioredis";
import type { RedisConfig } from "../../config/redis.ts";
import { redisOptions, redisPrefix } from "../../config/redis-options.ts";

/** Counters of requests that all processes share. Every method rejects while Redis is away. */
export interface SharedCounters {
  /** Adds one. Returns the count of the window, which begins with its first request, and its rest in milliseconds. */
  add(key: string, windowMs: number): Promise<{ count: number; restMs: number }>;
  /** Takes one back; of a window that has ended meanwhile, nothing. */
  takeBack(key: string): Promise<void>;
  close(): void;
}

/** Longest wait of a request for its count. */
const answerMs = 200;
/** After a failure, how long Redis is not asked. */
const cooldownMs = 2_000;

/** The window of a slow request can end before its answer: the next one must not begin below zero. */
const takeBackOne =
  "if tonumber(redis.call('get', KEYS[1]) or '0') > 0 then return redis.call('decr', KEYS[1]) end return 0";

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

  async function ask<T>(key: string, question: (full: string) => Promise<T>): Promise<T> {
    if (client.status !== "ready" || Date.now() < cooldownUntil) throw new Error("Redis is away");
    try {
      return await question(`${redisPrefix}:limit:${key}`);
    } catch (error) {
      cooldownUntil = Date.now() + cooldownMs;
      throw error;
    }
  }

  return {
    add: (key, windowMs) =>
      ask(key, async (full) => {
        const answers = await client
          .multi()
          .incr(full)
          .pexpire(full, windowMs, "NX")
          .pttl(full)
          .exec();
        const values = (answers ?? []).map(([error, value]) => {
          if (error) throw error;
          return Number(value);
        });
        return { count: values[0] ?? 0, restMs: values[2] ?? windowMs };
      }),
    takeBack: async (key) => {
      await ask(key, (full) => client.eval(takeBackOne, 1, full));
    },
    close: () => {
      client.disconnect();
    },
  };
}
