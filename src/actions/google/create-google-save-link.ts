import { findGooglePasses, type GooglePass } from "../../db/google/google-tickets.ts";
import { markFetched } from "../../db/passes/pass-fetches.ts";
import { hasEnded } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import { syncGoogleClass, syncGoogleObject } from "./sync-google-class.ts";
import type { Deps } from "../deps.ts";

/** How many objects are written side by side: a family's tickets in one go, within Google's rate limit. */
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
 * The link that saves the tickets, at most 100, to a phone with Google Wallet. What Google lacks is
 * made here and now, when somebody wants it, so that nothing goes to Google for a ticket that nobody
 * wanted there; a second call for the same tickets asks Google nothing. Throws
 * AppError("not_found" | "gone" | "unavailable" | "wallet_unavailable").
 */
export async function createGoogleSaveLink(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "logger" | "google">,
  { serialNumbers }: { serialNumbers: string[] },
): Promise<string> {
  const { db, google, logger } = deps;
  if (!google) throw new AppError("not_found", "Google Wallet is not offered here.");
  const now = deps.clock.now();
  const passes = await findGooglePasses(db, serialNumbers);
  checkSavable(passes, serialNumbers.length);
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
    await markFetched(db, serialNumbers, now);
    return link;
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    const { status, googleMessage, retryable } = error;
    // What does not pass by itself needs the operator, who reads Google's own words.
    logger[retryable ? "warn" : "error"](
      { serialNumbers, status, googleMessage },
      "Google refused a ticket",
    );
    throw new AppError("wallet_unavailable", "Google Wallet cannot be reached. Try again later.");
  }
}
