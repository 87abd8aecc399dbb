import type { Deps } from "../deps.ts";

const intervalMs = 60_000;

/**
 * Returns `read`, cached: it runs at most once a minute and never twice at once, since it reads every
 * ticket that is in a wallet. A failed reading is not cached.
 */
export function measureAtIntervals<T>(
  { clock }: Pick<Deps, "clock">,
  read: () => Promise<T>,
): () => Promise<T> {
  let measured: { at: number; reading: Promise<T> } | undefined;
  return () => {
    const at = clock.now().getTime();
    if (!measured || at - measured.at >= intervalMs) {
      const mine = { at, reading: read() };
      measured = mine;
      mine.reading.catch(() => {
        if (measured === mine) measured = undefined;
      });
    }
    return measured.reading;
  };
}
