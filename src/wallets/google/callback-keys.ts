import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { Logger } from "../../logger.ts";
import { milliseconds, protocolVersion, publicKeyOf } from "./callback-signature.ts";

/** Google's root keys, fetched when they are first needed and again when they have grown old. */
export interface CallbackKeys {
  /** Those that are good at this instant. None: Google could not be asked. */
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
/** So long nobody asks again after Google did not answer. */
const pause = 10 * second;

function ageOf(cacheControl: string | null): number {
  const [, seconds] = /(?:^|[\s,])max-age=(\d{1,9})/.exec(cacheControl ?? "") ?? [];
  const age = seconds === undefined ? usualAge : Number(seconds) * second;
  return Math.min(Math.max(age, leastAge), maxAge);
}

interface Fetched {
  keys: { key: KeyObject; until: Date }[];
  /** Milliseconds for which they need not be asked for again. */
  age: number;
}

/** The keys for this protocol at the address. Throws when there is none, or no answer. */
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
 * Keeps the keys for as long as Google says. A signature that does not verify never makes it ask
 * again: else whoever forges callbacks would have us ask Google as often as they like. Waits `timeout`
 * milliseconds for Google; as long as Google cannot be reached, what is known stays in use.
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
      askAgainAt = now + pause;
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
