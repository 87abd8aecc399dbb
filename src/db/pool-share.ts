import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The most connections of each kind of caller at a time. Together fewer than the pool's ten: however many of
 * one kind wait, the others go on, and a scan at a door, which has no such bound, finds a connection.
 */
const shares = { phones: 2, families: 2, staff: 5 };
export type Share = keyof typeof shares;

/** One request's use of its share. */
interface Use {
  share: Share;
  held: number;
}
const current = new AsyncLocalStorage<Use>();

/** Runs the work of one request, whose connections count as of this kind. */
export const runInShare = (share: Share, work: () => void): void => {
  current.run({ share, held: 0 }, work);
};

/** The places of one pool. */
export class PoolShares {
  readonly #free: Record<Share, number> = { ...shares };
  readonly #waiting: Record<Share, (() => void)[]> = { phones: [], families: [], staff: [] };

  /**
   * Waits for a place in the caller's share and returns the function that gives it back. A request that holds
   * a connection needs no second place, since two such requests could wait for each other. Rejects after
   * `timeoutMs`.
   */
  async acquire(timeoutMs: number): Promise<() => void> {
    const use = current.getStore();
    if (!use) return () => undefined;
    const isFirst = use.held === 0;
    use.held++;
    try {
      if (isFirst) await this.#place(use.share, timeoutMs);
    } catch (error) {
      use.held--;
      throw error;
    }
    return () => {
      use.held--;
      if (isFirst) this.#giveBack(use.share);
    };
  }

  async #place(share: Share, timeoutMs: number): Promise<void> {
    if (this.#free[share] > 0) {
      this.#free[share]--;
      return;
    }
    const waiting = this.#waiting[share];
    await new Promise<void>((resolve, reject) => {
      const take = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(new Error(`No connection for ${share} within ${timeoutMs} ms.`));
      }, timeoutMs);
      waiting.push(take);
    });
  }

  #giveBack(share: Share): void {
    const next = this.#waiting[share].shift();
    if (next) next();
    else this.#free[share]++;
  }
}
