import { isHeldByAnother } from "../../db/operations/secret-keys.ts";
import { findServedPass, type ServedPass } from "../../db/passes/served-passes.ts";
import { unknownKey } from "../../key-ring.ts";
import type { Deps } from "../deps.ts";

export interface DeviceRequest {
  passTypeIdentifier: string;
  serialNumber: string;
  /** Empty when the request has none. */
  authenticationToken: string;
}

const serialNumberShape = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Checks a ticket's authentication token and returns the ticket. Undefined for a wrong token and, in the
 * same time, for an unknown ticket or pass type. Throws AppError("unavailable") when another process holds
 * the token's key and this one does not.
 */
export async function authenticateDevice(
  { db, apple, keyRing }: Pick<Deps, "db" | "apple" | "keyRing">,
  { passTypeIdentifier, serialNumber, authenticationToken }: DeviceRequest,
): Promise<ServedPass | undefined> {
  if (!apple) return undefined;
  const mayExist =
    passTypeIdentifier === apple.passTypeIdentifier && serialNumberShape.test(serialNumber);
  const pass = await findServedPass(db, keyRing, mayExist ? serialNumber : "");
  if (apple.isAuthenticationToken(authenticationToken, serialNumber, pass)) return pass;
  const keyId = pass?.tokenKeyId ?? keyRing.currentId;
  if (!keyRing.has(keyId) && (await isHeldByAnother(db, { id: keyId }))) {
    throw unknownKey(keyId);
  }
  return undefined;
}
