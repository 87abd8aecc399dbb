import {
  totalPropagation,
  type PropagationTotals,
} from "../../db/operations/update-propagation.ts";
import type { Deps } from "../deps.ts";

/** So old may a measurement be: it reads every ticket that is on a phone. */
const keepMs = 60_000;

/**
 * Measures how far changes got to iPhones, over the whole service: at most once a minute and never
 * twice at once, however often it is asked.
 */
export function createUpdatePropagationMeter({
  db,
  clock,
}: Pick<Deps, "db" | "clock">): () => Promise<PropagationTotals> {
  let measured: { at: number; sum: Promise<PropagationTotals> } | undefined;
  return () => {
    const at = clock.now().getTime();
    if (!measured || at - measured.at >= keepMs) {
      const sum = totalPropagation(db);
      const mine = { at, sum };
      measured = mine;
      sum.catch(() => {
        if (measured === mine) measured = undefined;
      });
    }
    return measured.sum;
  };
}
