import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<true>();

/** Work that needs a person's request was asked for by one that only asks. */
export class OnlyAsking extends Error {}

/**
 * Runs a request behind which no person stands yet: HEAD, a browser's prefetch, a link preview. It reads, and no unit of
 * work opens in it, so that whatever a GET would fetch, save, count or audit waits for the person.
 */
export const runOnlyAsking = <T>(work: () => T): T => current.run(true, work);

/** Whether the caller runs in a request that only asks. */
export const isOnlyAsking = (): boolean => current.getStore() === true;

/** Throws OnlyAsking in a request that only asks; for effects outside the database, which no unit of work guards. */
export function refuseOnlyAsking(): void {
  if (isOnlyAsking()) throw new OnlyAsking("The request asks without taking.");
}
