import { acquireClassNotification } from "../../db/google/google-notification-quota.ts";
import { recordRefusals } from "../../db/google/google-refusals.ts";
import {
  findGoogleClass,
  markClassInGoogle,
  offersBehindInGoogle,
} from "../../db/google/google-classes.ts";
import { isGeneric } from "../../wallets/google/class-json.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import { dueDoubts } from "../../db/google/google-leases.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { singleFlight } from "./single-flight.ts";
import { classKey } from "./with-google-leases.ts";
import { readGoogleOffer, type GoogleSyncDeps } from "./write-google-objects.ts";

/**
 * Synchronises the offer's class with Google; sends no request when it is current. Safe to run
 * twice and concurrently. Throws GoogleError, and stores a refusal for the operator.
 */
export async function syncGoogleClass(deps: GoogleSyncDeps, offerId: string): Promise<void> {
  const { db, google, clock } = deps;
  const key = classKey(offerId);
  const owed = async () => {
    const [behind] = await offersBehindInGoogle(db, [offerId]);
    return behind ?? (await dueDoubts(db, [key]))[0];
  };
  await singleFlight(db, key, owed, async (_, { isDue, onUnanswered, settle }) => {
    const [{ offer, inGoogle }, shown] = await Promise.all([
      readGoogleOffer(deps, offerId),
      findGoogleClass(db, offerId),
    ]);
    const version = offer.contentVersion;
    const digest = google.classDigest(inGoogle);
    try {
      if (!shown || shown.googleVersion === 0) await google.upsertClass(inGoogle, onUnanswered);
      else if (shown.digest !== digest) {
        const generic = isGeneric(inGoogle.content.style);
        const onPhone =
          !generic &&
          (await unitOfWork(deps, ({ trx }) =>
            acquireClassNotification(trx, offerId, version, clock.now()),
          ));
        const notice = generic ? "none" : onPhone ? "phone" : "text";
        await google.patchClass(inGoogle, notice, onUnanswered);
      } else if (isDue(key)) await google.patchClass(inGoogle, "none", onUnanswered);
      settle();
    } catch (error) {
      if (error instanceof GoogleError && !error.retryable) {
        const { status = null, googleMessage: message, field = null } = error;
        const refusal = { offerId, serialNumber: null, version, status, message, field };
        await unitOfWork(deps, ({ trx }) => recordRefusals(trx, [refusal], clock.now()));
      }
      throw error;
    }
    await unitOfWork(deps, ({ trx }) => markClassInGoogle(trx, offerId, { version, digest }));
  });
}
