import { offersInGoogle } from "../db/google-sync.ts";
import { kindsOwed } from "../db/pushes.ts";
import type { Deps } from "./deps.ts";

export type TellingWallets = Pick<Deps, "db" | "enqueue" | "google" | "logger">;

/**
 * Hands the phones' share of what changed to the worker. To be called after commit, and for speed
 * alone: the rows say what is owed, so the sweep finds whatever is not handed in here. Never rejects,
 * since what was decided stands.
 */
export async function tellWallets(
  { db, enqueue, google, logger }: TellingWallets,
  serialNumbers: string[],
): Promise<void> {
  if (serialNumbers.length === 0) return;
  const tellPhones = async () => {
    const kinds = await kindsOwed(db, serialNumbers);
    await enqueue(
      "push-apple",
      kinds.map((kind) => ({ kind })),
    );
  };
  const tellGoogle = async () => {
    const offerIds = google ? await offersInGoogle(db, serialNumbers) : [];
    await enqueue(
      "sync-google",
      offerIds.map((offerId) => ({ offerId })),
    );
  };
  for (const told of await Promise.allSettled([tellPhones(), tellGoogle()])) {
    if (told.status === "fulfilled") continue;
    logger.warn({ reason: (told.reason as Error).message }, "wallets not told, left to the sweep");
  }
}
