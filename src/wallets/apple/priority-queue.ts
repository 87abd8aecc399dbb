/** A queue in which urgent items come first; otherwise first in, first out. */
export class PriorityQueue<T extends { urgent: boolean; since: number }> {
  readonly #urgent: T[] = [];
  readonly #patient: T[] = [];

  add(item: T): void {
    (item.urgent ? this.#urgent : this.#patient).push(item);
  }

  /** Puts an item back at the head. */
  addFirst(item: T): void {
    (item.urgent ? this.#urgent : this.#patient).unshift(item);
  }

  next(): T | undefined {
    return this.#urgent.shift() ?? this.#patient.shift();
  }

  get isEmpty(): boolean {
    return this.#urgent.length + this.#patient.length === 0;
  }

  /** Removes and returns all items, or those queued before a time. */
  remove(before = Infinity): T[] {
    return [this.#urgent, this.#patient].flatMap((line) => {
      const all = line.splice(0);
      line.push(...all.filter(({ since }) => since >= before));
      return all.filter(({ since }) => since < before);
    });
  }
}
