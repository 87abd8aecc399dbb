interface Kept<V> {
  value: V;
  until: number;
}

/**
 * What was built, kept by key within a bound of bytes and for a time; the one used longest ago goes
 * first. Those who ask for the same key at the same moment wait for one build. A failed build is not
 * kept.
 */
export class BuildCache<V extends { readonly size: number }> {
  private readonly kept = new Map<string, Kept<V>>();
  private readonly underWay = new Map<string, Promise<V>>();
  private readonly maxBytes: number;
  private readonly maxAgeMs: number;
  private bytes = 0;

  constructor({ maxBytes, maxAgeMs }: { maxBytes: number; maxAgeMs: number }) {
    this.maxBytes = maxBytes;
    this.maxAgeMs = maxAgeMs;
  }

  /** Bytes held, as the values count themselves. */
  get size(): number {
    return this.bytes;
  }

  /** The value under the key, built when it is not there or too old. */
  async get(key: string, at: Date, build: () => Promise<V>): Promise<V> {
    const known = this.kept.get(key);
    if (known && at.getTime() < known.until) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known.value;
    }
    const other = this.underWay.get(key);
    if (other) return other;
    const own = build()
      .then((value) => {
        this.keep(key, { value, until: at.getTime() + this.maxAgeMs });
        return value;
      })
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, own);
    return own;
  }

  private keep(key: string, entry: Kept<V>): void {
    this.drop(key);
    this.kept.set(key, entry);
    this.bytes += entry.value.size;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.maxBytes) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.kept.get(key)?.value.size ?? 0;
    this.kept.delete(key);
  }
}
