import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/**
 * Runs what draws a provider's pictures, one after the other: whoever sends slow ones waits for them
 * alone, and takes one place among all who draw. Not to be nested: it would wait for itself.
 */
export function withRenderQueue<T>(
  { db }: Pick<Deps, "db">,
  { providerId }: { providerId: string },
  work: () => Promise<T>,
): Promise<T> {
  return withKeyedLimit(db, `draw ${providerId}`, work);
}
