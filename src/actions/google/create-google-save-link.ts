import { findGooglePasses, type GooglePass } from "../../db/google/google-tickets.ts";
import { markFetched, revealCodes } from "../../db/passes/pass-fetches.ts";
import { hasEnded } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import { syncGoogleClass } from "./sync-google-class.ts";
import { syncGoogleObject } from "./sync-google-object.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Concurrent writes of objects, within Google's rate limit. */
const sideBySide = 3;

function checkSavable(passes: GooglePass[], asked: number): void {
  if (passes.length === 0 || passes.length < asked) {
    throw new AppError("not_found", "There is no such ticket.");
  }
  if (passes.some(({ state }) => hasEnded(state))) {
    throw new AppError("gone", "The ticket has ended.");
  }
  if (passes.some(({ state }) => state === "pending")) {
    throw new AppError("unavailable", "The ticket is being made ready. Try again in a moment.");
  }
}

/**
 * Returns the link that saves the tickets, at most 100, to Google Wallet. Missing classes and
 * objects are created here, on demand, so that Google gets no ticket that is not saved; repeating
 * the call sends no request. Throws AppError("not_found" | "gone" | "unavailable" |
 * "wallet_unavailable").
 */
export async function createGoogleSaveLink(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "logger" | "google">,
  { serialNumbers }: { serialNumbers: string[] },
): Promise<string> {
  const { db, google, keyRing, logger } = deps;
  if (!google) throw new AppError("not_found", "Google Wallet is not offered here.");
  const now = deps.clock.now();
  const passes = await findGooglePasses(db, keyRing, serialNumbers);
  checkSavable(passes, serialNumbers.length);
  // Google gets the code of the provider's own, which is burnt by that, whether or not a link comes of it.
  await unitOfWork(deps, ({ trx }) => revealCodes(trx, serialNumbers, now));
  const bringing = { ...deps, google };
  try {
    const offerIds = new Set(passes.map(({ offerId }) => offerId));
    for (const offerId of offerIds) await syncGoogleClass(bringing, offerId);
    const behind = passes.filter(({ version, googleVersion }) => googleVersion < version);
    for (let index = 0; index < behind.length; index += sideBySide) {
      const group = behind.slice(index, index + sideBySide);
      await Promise.all(group.map(({ serialNumber }) => syncGoogleObject(bringing, serialNumber)));
    }
    const link = await google.saveLink(passes, now);
    await unitOfWork(deps, ({ trx }) => markFetched(trx, serialNumbers, now));
    return link;
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    const { status, googleMessage, retryable } = error;
    // An error that no retry mends needs the operator, who reads Google's message.
    logger[retryable ? "warn" : "error"](
      { serialNumbers, status, googleMessage },
      "Google refused a ticket",
    );
    throw new AppError("wallet_unavailable", "Google Wallet cannot be reached. Try again later.");
  }
}
