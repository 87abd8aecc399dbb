/** One page of a list that is read whole, and where it lies in the list. */
export interface ListPage<T> {
  items: T[];
  /** From 1; the last page for a number beyond it. */
  number: number;
  /** How many pages there are, at least one. */
  pages: number;
  /** How many items all pages have. */
  found: number;
}

/** Returns a page of a list. */
export function pageOf<T>(all: readonly T[], wanted: number, size: number): ListPage<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = Math.min(Math.max(1, wanted), pages);
  const items = all.slice((number - 1) * size, number * size);
  return { items, number, pages, found: all.length };
}
