import { classIsOwed, ticketsToSync } from "../../db/google/google-sync.ts";
import { findGooglePasses } from "../../db/google/google-tickets.ts";
import { catchGoogleError } from "../../wallets/google/catch-google-error.ts";
import type { GoogleError } from "../../wallets/google/google-error.ts";
import { syncGoogleClass } from "./sync-google-class.ts";
import type { Deps } from "../deps.ts";
import { inLanes } from "../in-lanes.ts";
import type { Jobs } from "../jobs.ts";
import { withGoogleLeases } from "./with-google-leases.ts";
import { writeGoogleObjects } from "./write-google-objects.ts";

/** Requests of a run, after which another offer has its turn. */
const requestsARun = 100;
/** Requests under way at once: enough to keep Google's rate while each takes half a second. */
const concurrency = 8;

/** Not this ticket's fault: until somebody lets us in, nothing of the offer will go. */
const isUnauthorized = ({ status }: GoogleError) => status === 401 || status === 403;

/**
 * Brings Google's class and objects of one offer to what the rows say is owed, as far as Google has
 * them: an object is made when somebody wants it, not before. Safe to run twice and at once: it reads
 * what is owed from the rows, and a ticket that somebody else writes at this moment is left to them.
 * What Google refuses for good is kept for the operator and not tried again before something changes;
 * throws GoogleError for what passes by itself, with Google's own word on when to come back.
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
  await inLanes(groupsOf(owed, atOnce), concurrency, async (serialNumbers) => {
    const errors = await withGoogleLeases(db, serialNumbers.map(objectKey), async (keys) => {
      const passes = await findGooglePasses(db, keys.map(serialNumberOfKey));
      const behind = passes.filter(({ version, googleVersion }) => googleVersion < version);
      written += behind.length;
      return writeGoogleObjects(bringing, offerId, behind);
    });
    return shouldContinue(errors ?? [], { offerId });
  });
  // Where others hold all of them, the sweep looks again.
  if (owed.length === maxTickets && written > 0) await enqueue("sync-google", [{ offerId }]);
}

const prefix = "object ";
const objectKey = (serialNumber: string) => `${prefix}${serialNumber}`;
const serialNumberOfKey = (key: string) => key.slice(prefix.length);

function groupsOf<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
