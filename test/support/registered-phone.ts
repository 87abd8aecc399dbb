import type { Pool } from "../../src/db/connect.ts";
import { upsertRegistration } from "../../src/db/apple/registrations.ts";
import { aDevice, aPushToken } from "./phone-calls.ts";

export interface RegisteredPhone {
  device: string;
  pushToken: string;
}

/** A phone that has registered for the tickets. */
export async function aPhone(
  db: Pool,
  serialNumbers: string[],
  {
    device = aDevice(),
    pushToken = aPushToken(),
    at = new Date(),
  }: Partial<RegisteredPhone> & { at?: Date } = {},
): Promise<RegisteredPhone> {
  for (const serialNumber of serialNumbers) {
    const registration = { deviceLibraryIdentifier: device, serialNumber };
    await db.transaction((trx) => upsertRegistration(trx, registration, pushToken, at));
  }
  return { device, pushToken };
}
