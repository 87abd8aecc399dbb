// https://developer.apple.com/documentation/walletpasses/pass (authenticationToken)
import { createHash, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "../../key-ring.ts";

/** A ticket and the key that made its token; null: the ring's oldest, as before key ids were kept. */
export interface TokenHolder {
  serialNumber: string;
  tokenKeyId: string | null;
}

/**
 * The token that a pass carries and its phones send back. Throws when the ring no longer holds the
 * key: another token would cut those phones off for good.
 */
export function authenticationToken(
  keyRing: KeyRing,
  { serialNumber, tokenKeyId }: TokenHolder,
): string {
  const keyId = tokenKeyId ?? keyRing.ids.at(-1);
  return keyRing.hmac("authentication-token", serialNumber, keyId).toString("base64url");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Whether the token is the ticket's. `found` undefined: there is no such ticket; that takes the same
 * work and time as a wrong token, so that nobody learns which serial numbers exist.
 */
export function isAuthenticationToken(
  keyRing: KeyRing,
  token: string,
  serialNumber: string,
  found: { tokenKeyId: string | null } | undefined,
): boolean {
  const keyId = found?.tokenKeyId ?? null;
  const known = found !== undefined && (keyId === null || keyRing.ids.includes(keyId));
  const expected = authenticationToken(keyRing, {
    serialNumber,
    tokenKeyId: known ? keyId : keyRing.currentId,
  });
  return timingSafeEqual(digest(token), digest(expected)) && known;
}
