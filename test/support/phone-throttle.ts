/**
 * A model of the throttle that a phone keeps for each pass type. Apple does not publish it; what was
 * seen in the field is that some ten pushes in a row are followed at once, that fetches are then put
 * off by minutes, that automatic updates end for the pass type after more of the same, and that one
 * push in half an hour is never minded. So: a bucket of ten, of which one comes back in 15 minutes.
 * What finds it empty is put off, and the third time updates end.
 */
export class PhoneThrottle {
  static readonly capacity = 10;
  static readonly refillMs = 15 * 60_000;
  #level = PhoneThrottle.capacity;
  #at = 0;
  /** The lowest level of the bucket so far. */
  lowest = PhoneThrottle.capacity;
  postponed = 0;

  push(at: number): void {
    const refill = (at - this.#at) / PhoneThrottle.refillMs;
    this.#level = Math.min(PhoneThrottle.capacity, this.#level + refill);
    this.#at = at;
    if (this.#level < 1) this.postponed++;
    else this.#level -= 1;
    this.lowest = Math.min(this.lowest, this.#level);
  }

  get hasEnded(): boolean {
    return this.postponed >= 3;
  }
}
