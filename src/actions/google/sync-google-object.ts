import { findGooglePasses } from "../../db/google/google-tickets.ts";
import { singleFlight } from "./single-flight.ts";
import { objectKey } from "./with-google-leases.ts";
import { writeGoogleObjects, type GoogleSyncDeps } from "./write-google-objects.ts";

/**
 * Synchronises the ticket's object with Google; sends no request when it is current. The class must
 * exist. Safe to run twice and concurrently. Throws GoogleError.
 */
export async function syncGoogleObject(deps: GoogleSyncDeps, serialNumber: string): Promise<void> {
  const owed = async () => {
    const [pass] = await findGooglePasses(deps.db, deps.keyRing, [serialNumber]);
    return pass && pass.googleVersion < pass.version ? pass : undefined;
  };
  await singleFlight(deps.db, objectKey(serialNumber), owed, async (pass, leased) => {
    const [error] = await writeGoogleObjects(deps, pass.offerId, [pass], { leased });
    if (error) throw error;
  });
}
