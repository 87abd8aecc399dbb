import { findPhonePass, type PhonePass } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";

export interface DeviceRequest {
  passTypeIdentifier: string;
  serialNumber: string;
  /** Empty when the request has none. */
  authenticationToken: string;
}

const serialNumberShape = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Checks a ticket's authentication token. Undefined for a wrong token and, in the same time, for an
 * unknown ticket or pass type.
 */
export async function authenticateDevice(
  { db, apple }: Pick<Deps, "db" | "apple">,
  { passTypeIdentifier, serialNumber, authenticationToken }: DeviceRequest,
): Promise<PhonePass | undefined> {
  if (!apple) return undefined;
  const mayExist =
    passTypeIdentifier === apple.passTypeIdentifier && serialNumberShape.test(serialNumber);
  const pass = await findPhonePass(db, mayExist ? serialNumber : "");
  return apple.isAuthenticationToken(authenticationToken, serialNumber, pass) ? pass : undefined;
}
