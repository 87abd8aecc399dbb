import { recordPhoneFetches, type PhoneFetch } from "../../db/operations/update-propagation.ts";
import type { Deps } from "../deps.ts";

/**
 * Creates the recorder of phones' complete fetches, safe to call for an old version. What comes while others are
 * written is written together afterwards, so that however many phones fetch, counting them takes one connection.
 */
export function createFetchRecorder({ db }: Pick<Deps, "db">) {
  let waiting: PhoneFetch[] = [];
  let written: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const write = async () => {
    const fetches = waiting;
    waiting = [];
    next = undefined;
    await recordPhoneFetches(db, fetches);
  };

  /** Resolves once it is written. */
  return ({ serialNumber, version }: PhoneFetch): Promise<void> => {
    waiting.push({ serialNumber, version });
    if (next === undefined) {
      next = written.then(write);
      written = next.catch(() => undefined);
    }
    return next;
  };
}
