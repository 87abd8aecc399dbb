import { findPhonePass, type PhonePass } from "../../db/apple/registrations.ts";
import type { Deps } from "../deps.ts";

export interface DeviceRequest {
  passTypeIdentifier: string;
  serialNumber: string;
  /** As the phone sent it; empty when it sent none. */
  authenticationToken: string;
}

const serialNumberShape = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The ticket, if the token is its own. Undefined for a wrong token and, after the same work, for a
 * ticket or a pass type that is not known here.
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
