import { classIsOwed, ticketsToSync } from "../../db/google/google-sync.ts";
import { findGooglePasses } from "../../db/google/google-tickets.ts";
import { catchGoogleError } from "../../wallets/google/catch-google-error.ts";
import type { GoogleError } from "../../wallets/google/google-error.ts";
import { syncGoogleClass } from "./sync-google-class.ts";
import type { Deps } from "../deps.ts";
import { runConcurrently } from "../run-concurrently.ts";
import type { Jobs } from "../jobs.ts";
import { objectKey, serialNumberOfKey, withGoogleLeases } from "./with-google-leases.ts";
import { writeGoogleObjects } from "./write-google-objects.ts";

/** Requests of a run, before the next offer's run. */
const requestsARun = 100;
/** Concurrent requests: enough for Google's rate at half a second each. */
const concurrency = 8;

/** Google refuses the service account, so every ticket of the offer would fail. */
const isUnauthorized = ({ status }: GoogleError) => status === 401 || status === 403;

/**
 * Synchronises an offer's class and existing objects with Google; objects are created on demand
 * only. Safe to run twice and concurrently: owed updates are read from the rows, and tickets leased
 * elsewhere are skipped. A permanent refusal is stored for the operator and not retried before a
 * change; throws GoogleError, with Google's Retry-After, for a retryable error.
 */
export async function syncGoogle(
  deps: Pick<Deps, "db" | "keyRing" | "clock" | "logger" | "enqueue" | "google">,
  { offerId }: Jobs["sync-google"],
): Promise<void> {
  const { db, google, enqueue } = deps;
  if (!google) return;
  const bringing = { ...deps, google };
  const shouldContinue = (errors: GoogleError[], about: object) => {
    for (const { retryable, status, googleMessage, field } of errors) {
      if (retryable) continue;
      deps.logger.error({ ...about, status, googleMessage, field }, "Google refused for good");
    }
    const passing = errors.find(({ retryable }) => retryable);
    if (passing) throw passing;
    return !errors.some(isUnauthorized);
  };

  if (await classIsOwed(db, offerId)) {
    const error = await catchGoogleError(syncGoogleClass(bringing, offerId));
    if (error && !shouldContinue([error], { offerId })) return;
  }
  let written = 0;
  const atOnce = google.maxAtOnce();
  const maxTickets = requestsARun * atOnce;
  const owed = await ticketsToSync(db, offerId, maxTickets);
  await runConcurrently(groupsOf(owed, atOnce), concurrency, async (serialNumbers) => {
    const errors = await withGoogleLeases(db, serialNumbers.map(objectKey), async (leased) => {
      const passes = await findGooglePasses(db, deps.keyRing, leased.keys.map(serialNumberOfKey));
      const owedNow = passes.filter(
        ({ serialNumber, version, googleVersion }) =>
          googleVersion < version || leased.isDue(objectKey(serialNumber)),
      );
      written += owedNow.length;
      return writeGoogleObjects(bringing, offerId, owedNow, { leased });
    });
    return shouldContinue(errors ?? [], { offerId });
  });
  // Where other workers lease all of them, the sweep enqueues the rest.
  if (owed.length === maxTickets && written > 0) await enqueue("sync-google", [{ offerId }]);
}

function groupsOf<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
