/** A queue in which urgent items come first; otherwise first in, first out. */
export class PriorityQueue<T extends { urgent: boolean; since: number }> {
  readonly #urgent: T[] = [];
  readonly #routine: T[] = [];

  add(item: T): void {
    (item.urgent ? this.#urgent : this.#routine).push(item);
  }

  /** Puts an item back at the head. */
  addFirst(item: T): void {
    (item.urgent ? this.#urgent : this.#routine).unshift(item);
  }

  next(): T | undefined {
    return this.#urgent.shift() ?? this.#routine.shift();
  }

  get isEmpty(): boolean {
    return this.#urgent.length + this.#routine.length === 0;
  }

  /** Removes and returns all items, or those queued before a time. */
  remove(before = Infinity): T[] {
    return [this.#urgent, this.#routine].flatMap((items) => {
      const all = items.splice(0);
      items.push(...all.filter(({ since }) => since >= before));
      return all.filter(({ since }) => since < before);
    });
  }
}
