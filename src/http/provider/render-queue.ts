import type { Deps } from "../../actions/deps.ts";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";

/**
 * Runs a provider's rendering tasks one at a time, so that slow pictures delay that provider only. Nested
 * calls deadlock.
 */
export function withRenderQueue<T>(
  { db }: Pick<Deps, "db">,
  { providerId }: { providerId: string },
  work: () => Promise<T>,
): Promise<T> {
  return withKeyedLimit(db, `draw ${providerId}`, work);
}
