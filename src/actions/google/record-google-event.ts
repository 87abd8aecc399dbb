import { insertGoogleEvent, lockForEvent } from "../../db/google/google-events.ts";
import type { GoogleCallbacks } from "../../wallets/google/callbacks.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Records a Google Wallet callback: a ticket was saved or deleted. Each event counts once. A ticket
 * deleted from a phone stays its holder's, so no quota is returned. "refused" for a callback
 * without Google's valid signature, "unavailable" while Google's keys cannot be fetched; neither
 * has an effect.
 */
export async function recordGoogleEvent(
  { db, clock, logger }: Pick<Deps, "db" | "clock" | "logger">,
  { callbacks, body }: { callbacks: GoogleCallbacks; body: string },
): Promise<"taken" | "refused" | "unavailable"> {
  const at = clock.now();
  const read = await callbacks.read(body, at);
  if ("fault" in read) {
    const { fault } = read;
    logger.warn({ fault }, "a callback that is not taken for Google's");
    return fault === "no_keys" ? "unavailable" : "refused";
  }
  const { serialNumber, type } = read.event;
  const outcome = await unitOfWork({ db }, async ({ trx }) => {
    if (!(await lockForEvent(trx, serialNumber))) return "of no ticket";
    return (await insertGoogleEvent(trx, { ...read.event, at })) ? "new" : "known";
  });
  logger.info({ serialNumber, type, outcome }, "a callback of Google's");
  return "taken";
}
