/** Who waits their turn; urgent ones come first, and among equals whoever came first. */
export class PriorityQueue<T extends { urgent: boolean; since: number }> {
  readonly #urgent: T[] = [];
  readonly #patient: T[] = [];

  add(item: T): void {
    (item.urgent ? this.#urgent : this.#patient).push(item);
  }

  /** For one whose turn it already was. */
  addFirst(item: T): void {
    (item.urgent ? this.#urgent : this.#patient).unshift(item);
  }

  next(): T | undefined {
    return this.#urgent.shift() ?? this.#patient.shift();
  }

  get isEmpty(): boolean {
    return this.#urgent.length + this.#patient.length === 0;
  }

  /** Takes out all of them, or those who have waited since before the moment. */
  remove(before = Infinity): T[] {
    return [this.#urgent, this.#patient].flatMap((line) => {
      const all = line.splice(0);
      line.push(...all.filter(({ since }) => since >= before));
      return all.filter(({ since }) => since < before);
    });
  }
}
