import { deleteRegistration, type Registration } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes the device's registration for the ticket, and with the last one its push token.
 * Idempotent.
 */
export async function unregisterDevice(
  { db }: Pick<Deps, "db">,
  registration: Registration,
): Promise<void> {
  await unitOfWork({ db }, ({ trx }) => deleteRegistration(trx, registration));
}
