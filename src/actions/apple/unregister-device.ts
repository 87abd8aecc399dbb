import { deleteRegistration, type Registration } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** The phone no longer holds the ticket, or never did. Its push token is erased with its last ticket. */
export async function unregisterDevice(
  { db }: Pick<Deps, "db">,
  registration: Registration,
): Promise<void> {
  await unitOfWork({ db }, ({ trx }) => deleteRegistration(trx, registration));
}
