// https://developer.apple.com/documentation/walletpasses/pass (authenticationToken)
import { timingSafeEqual } from "node:crypto";
import type { KeyRing } from "../../key-ring.ts";

/**
 * A pass and the id of the key its token is derived from; null: the ring's oldest key, for passes from
 * before ids were stored.
 */
export interface TokenHolder {
  serialNumber: string;
  tokenKeyId: string | null;
}

/**
 * Derives the pass's `authenticationToken`. Throws when the ring no longer has the key: with another
 * token the phones would never be able to update.
 */
export function authenticationToken(
  keyRing: KeyRing,
  { serialNumber, tokenKeyId }: TokenHolder,
): string {
  const keyId = tokenKeyId ?? keyRing.ids.at(-1);
  return keyRing.hmac("authentication-token", serialNumber, keyId).toString("base64url");
}

/**
 * Whether the token belongs to the pass. `found` undefined: no such pass. That takes the same work and
 * time as a wrong token, so that the response does not reveal which serial numbers exist.
 */
export function isAuthenticationToken(
  keyRing: KeyRing,
  token: string,
  serialNumber: string,
  found: { tokenKeyId: string | null } | undefined,
): boolean {
  const keyId = found?.tokenKeyId ?? null;
  const known = found !== undefined && (keyId === null || keyRing.has(keyId));
  const tokenKeyId = known ? keyId : keyRing.currentId;
  const expected = Buffer.from(authenticationToken(keyRing, { serialNumber, tokenKeyId }));
  const given = Buffer.from(token);
  // Every token has the same length.
  return given.length === expected.length && timingSafeEqual(given, expected) && known;
}
