import { LRUCache } from "lru-cache";

/**
 * Caches builds by key, bounded by bytes and age, and evicts the least recently used. Concurrent requests
 * for a key share one build. A failed build is not cached.
 */
export class BuildCache<V extends { readonly size: number }> {
  private readonly built: LRUCache<string, { value: V; until: number }>;
  private readonly inFlight = new Map<string, Promise<V>>();
  private readonly maxAgeMs: number;

  constructor({ maxBytes, maxAgeMs }: { maxBytes: number; maxAgeMs: number }) {
    this.built = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ value }) => value.size,
    });
    this.maxAgeMs = maxAgeMs;
  }

  /** The sum of the values' `size`, in bytes. */
  get size(): number {
    return this.built.calculatedSize;
  }

  /** Returns the cached value, or builds it when it is missing or too old. */
  async get(key: string, at: Date, build: () => Promise<V>): Promise<V> {
    const known = this.built.get(key);
    if (known && at.getTime() < known.until) return known.value;
    const other = this.inFlight.get(key);
    if (other) return other;
    const own = build()
      .then((value) => {
        this.built.set(key, { value, until: at.getTime() + this.maxAgeMs });
        return value;
      })
      .finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, own);
    return own;
  }
}
