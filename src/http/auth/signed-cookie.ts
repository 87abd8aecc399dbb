import jwt from "jsonwebtoken";
import type { Deps } from "../../actions/deps.ts";

type SealDeps = Pick<Deps, "keyRing" | "clock">;

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The purpose of a signed value; a value is refused under another one. */
type Audience = "login" | "logout" | "provider-browser" | "sample";

/** Signs claims as a JWT. It names its key, so a key rotation ends no session. */
export function signCookie(
  { keyRing, clock }: SealDeps,
  audience: Audience,
  claims: object,
  lifetimeSeconds: number,
): string {
  const issuedAt = seconds(clock.now());
  return jwt.sign(
    { ...claims, iat: issuedAt, exp: issuedAt + lifetimeSeconds },
    keyRing.keyFor("session"),
    { algorithm: "HS256", audience, keyid: keyRing.currentId },
  );
}

/** Returns the claims that `signCookie` signed; undefined when altered, expired or of another audience. */
export function readSignedCookie(
  { keyRing, clock }: SealDeps,
  audience: Audience,
  sealed: string | undefined,
): unknown {
  const keyId = jwt.decode(sealed ?? "", { complete: true })?.header.kid;
  if (sealed === undefined || keyId === undefined || !keyRing.has(keyId)) return undefined;
  try {
    return jwt.verify(sealed, keyRing.keyFor("session", keyId), {
      algorithms: ["HS256"],
      audience,
      clockTimestamp: seconds(clock.now()),
    });
  } catch {
    return undefined;
  }
}
