import {
  lockOtherRegistrations,
  upsertRegistration,
  type Registration,
} from "../../db/apple/registrations.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** A family's phones, tablets and watches; each is pushed to at every change. */
const maxDevices = 20;

/**
 * Registers the device, at its newest push token, for the ticket's updates. The ticket must exist:
 * see authenticate-device. Throws AppError("too_many_requests") while twenty others are registered: 200 would
 * promise updates, and 401 refuse the ticket; after 429 the device tries again.
 */
export async function registerDevice(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { pushToken, ...registration }: Registration & { pushToken: string },
): Promise<"created" | "known"> {
  const isNew = await unitOfWork({ db }, async ({ trx }) => {
    if ((await lockOtherRegistrations(trx, registration)) >= maxDevices) {
      throw new AppError("too_many_requests", "Twenty devices are registered for this ticket.");
    }
    return upsertRegistration(trx, registration, pushToken, clock.now());
  });
  return isNew ? "created" : "known";
}
