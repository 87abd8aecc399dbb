import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { Logger } from "../../logger.ts";
import { milliseconds, protocolVersion, publicKeyOf } from "./callback-signature.ts";

/** Google's root keys, fetched on first use and again when the cache expires. */
export interface CallbackKeys {
  /** The keys that are valid at `at`. Empty: Google could not be reached. */
  current(at: Date): Promise<KeyObject[]>;
}

const answer = z.object({ keys: z.array(z.unknown()) });
const rootKey = z.object({
  keyValue: z.string(),
  protocolVersion: z.literal(protocolVersion),
  keyExpiration: milliseconds,
});

const second = 1_000;
const usualAge = 3_600 * second;
const [leastAge, maxAge] = [300 * second, 86_400 * second];
/** No further fetch for this long after Google did not answer. */
const retryAfterMs = 10 * second;

function ageOf(cacheControl: string | null): number {
  const [, seconds] = /(?:^|[\s,])max-age=(\d{1,9})/.exec(cacheControl ?? "") ?? [];
  const age = seconds === undefined ? usualAge : Number(seconds) * second;
  return Math.min(Math.max(age, leastAge), maxAge);
}

interface Fetched {
  keys: { key: KeyObject; until: Date }[];
  /** Milliseconds for which the answer may be cached. */
  age: number;
}

/** Fetches the keys of this protocol. Throws without an answer or a key. */
export async function fetchCallbackKeys(url: string, timeout = 5_000): Promise<Fetched> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const keys = answer.parse(await response.json()).keys.flatMap((each) => {
    const read = rootKey.safeParse(each).data;
    const key = read && publicKeyOf(read.keyValue);
    return key ? [{ key, until: read.keyExpiration }] : [];
  });
  if (keys.length === 0) throw new Error(`the answer held no key for ${protocolVersion}`);
  return { keys, age: ageOf(response.headers.get("cache-control")) };
}

/**
 * Caches the keys for as long as Google's response allows. A signature that does not verify never causes
 * a fetch, or forged callbacks could cause any number of them. Waits `timeout` milliseconds for Google;
 * while Google is unreachable, cached keys stay in use.
 * https://pay.google.com/gp/m/issuer/keys
 */
export function createCallbackKeys(
  url: string,
  { logger, timeout = 5_000 }: { logger: Logger; timeout?: number },
): CallbackKeys {
  let known: Fetched["keys"] = [];
  let askAgainAt = 0;
  let asking: Promise<void> | undefined;

  async function ask(now: number): Promise<void> {
    try {
      const { keys, age } = await fetchCallbackKeys(url, timeout);
      known = keys;
      askAgainAt = now + age;
    } catch (error) {
      askAgainAt = now + retryAfterMs;
      logger.warn({ reason: (error as Error).message }, "Google's callback keys were not fetched");
    }
  }

  return {
    current: async (at) => {
      if (at.getTime() >= askAgainAt) {
        asking ??= ask(at.getTime()).finally(() => {
          asking = undefined;
        });
        await asking;
      }
      return known.filter(({ until }) => until > at).map(({ key }) => key);
    },
  };
}
