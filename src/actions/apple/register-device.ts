import { upsertRegistration, type Registration } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Registers the device, at its newest push token, for the ticket's updates. The ticket must exist:
 * see authenticate-device.
 */
export async function registerDevice(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { pushToken, ...registration }: Registration & { pushToken: string },
): Promise<"created" | "known"> {
  const isNew = await unitOfWork({ db }, ({ trx }) =>
    upsertRegistration(trx, registration, pushToken, clock.now()),
  );
  return isNew ? "created" : "known";
}
