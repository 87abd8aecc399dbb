import { LRUCache } from "lru-cache";

/**
 * Keeps what was built by key, within a bound of bytes and for a time; the least recently used is
 * evicted first. Concurrent requests for one key share one build. A failed build is not kept.
 */
export class BuildCache<V extends { readonly size: number }> {
  private readonly built: LRUCache<string, { value: V; until: number }>;
  private readonly underWay = new Map<string, Promise<V>>();
  private readonly maxAgeMs: number;

  constructor({ maxBytes, maxAgeMs }: { maxBytes: number; maxAgeMs: number }) {
    this.built = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ value }) => value.size,
    });
    this.maxAgeMs = maxAgeMs;
  }

  /** Bytes held, as the values count themselves. */
  get size(): number {
    return this.built.calculatedSize;
  }

  /** Returns the value under the key, built when it is absent or too old. */
  async get(key: string, at: Date, build: () => Promise<V>): Promise<V> {
    const known = this.built.get(key);
    if (known && at.getTime() < known.until) return known.value;
    const other = this.underWay.get(key);
    if (other) return other;
    const own = build()
      .then((value) => {
        this.built.set(key, { value, until: at.getTime() + this.maxAgeMs });
        return value;
      })
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, own);
    return own;
  }
}
