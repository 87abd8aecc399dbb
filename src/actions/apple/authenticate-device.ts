import { isHeldByAnother } from "../../db/operations/secret-keys.ts";
import { findServedPasses, type ServedPass } from "../../db/passes/served-passes.ts";
import { unknownKey } from "../../key-ring.ts";
import type { Deps } from "../deps.ts";
import { readTogether } from "./read-together.ts";

export interface DeviceRequest {
  passTypeIdentifier: string;
  serialNumber: string;
  /** Empty when the request has none. */
  authenticationToken: string;
}

const serialNumberShape = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Creates the check of a ticket's authentication token, which returns the ticket. Tickets of phones that ask at the same
 * moment are read together: a change of one offer makes thousands fetch at once.
 *
 * Undefined for a wrong token and, in the same time, for an unknown ticket or pass type. Throws
 * AppError("unavailable") when another process holds the token's key and this one does not.
 */
export function createDeviceAuthentication({
  db,
  apple,
  keyRing,
}: Pick<Deps, "db" | "apple" | "keyRing">): (
  request: DeviceRequest,
) => Promise<ServedPass | undefined> {
  const find = readTogether((serialNumbers) => findServedPasses(db, serialNumbers));
  return async ({ passTypeIdentifier, serialNumber, authenticationToken }) => {
    if (!apple) return undefined;
    const mayExist =
      passTypeIdentifier === apple.passTypeIdentifier && serialNumberShape.test(serialNumber);
    const pass = await find(mayExist ? serialNumber : "");
    if (apple.isAuthenticationToken(authenticationToken, serialNumber, pass)) return pass;
    const keyId = pass?.tokenKeyId ?? keyRing.currentId;
    if (!keyRing.has(keyId) && (await isHeldByAnother(db, { id: keyId }))) {
      throw unknownKey(keyId);
    }
    return undefined;
  };
}
