import { offersInGoogle } from "../db/google/google-sync.ts";
import { kindsOwed } from "../db/apple/pushes.ts";
import type { Deps } from "./deps.ts";

export type WalletUpdateDeps = Pick<Deps, "db" | "enqueue" | "google" | "logger">;

/**
 * Enqueues the wallets' updates of the tickets. Called after commit, for speed: the sweep finds
 * owed updates in the rows. Never rejects, since the transaction has committed.
 */
export async function enqueueWalletUpdates(
  { db, enqueue, google, logger }: WalletUpdateDeps,
  serialNumbers: string[],
): Promise<void> {
  if (serialNumbers.length === 0) return;
  const enqueuePushes = async () => {
    const kinds = await kindsOwed(db, serialNumbers);
    await enqueue(
      "push-apple",
      kinds.map((kind) => ({ kind })),
    );
  };
  const enqueueGoogleSync = async () => {
    const offerIds = google ? await offersInGoogle(db, serialNumbers) : [];
    await enqueue(
      "sync-google",
      offerIds.map((offerId) => ({ offerId })),
    );
  };
  for (const told of await Promise.allSettled([enqueuePushes(), enqueueGoogleSync()])) {
    if (told.status === "fulfilled") continue;
    logger.warn({ reason: (told.reason as Error).message }, "wallets not told, left to the sweep");
  }
}
