import {
  MemoryStore,
  type ClientRateLimitInfo,
  type Options,
  type Store,
} from "express-rate-limit";
import type { SharedCounters } from "./shared-counters.ts";

/**
 * Store of a rate limit that counts over all processes, and in this process's memory while the shared
 * counters are away.
 */
export class SharedStore implements Store {
  readonly localKeys = false;
  readonly #memory = new MemoryStore();
  readonly #counters: SharedCounters;
  readonly #name: string;
  #windowMs = 0;

  constructor(counters: SharedCounters, name: string) {
    this.#counters = counters;
    this.#name = name;
  }

  init(options: Options): void {
    this.#windowMs = options.windowMs;
    this.#memory.init(options);
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    try {
      const { count, restMs } = await this.#counters.add(this.#keyOf(key), this.#windowMs);
      return { totalHits: count, resetTime: new Date(Date.now() + restMs) };
    } catch {
      return this.#memory.increment(key);
    }
  }

  async decrement(key: string): Promise<void> {
    try {
      await this.#counters.takeBack(this.#keyOf(key));
    } catch {
      await this.#memory.decrement(key);
    }
  }

  async resetKey(key: string): Promise<void> {
    await this.#memory.resetKey(key);
  }

  #keyOf(key: string): string {
    return `${this.#name}:${key}`;
  }
}
