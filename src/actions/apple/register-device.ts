import { upsertRegistration, type Registration } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Notes that the phone wants to hear of the ticket's changes, at its newest push token. Answers
 * whether it is the first time. The ticket must exist: see authenticate-phone.
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
