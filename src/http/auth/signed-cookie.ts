import jwt from "jsonwebtoken";
import type { Deps } from "../../actions/deps.ts";

type SealDeps = Pick<Deps, "keyRing" | "clock">;

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** What a sealed statement is for: one is never taken for another. */
type Audience =
  "session" | "login" | "provider-session" | "provider-login" | "provider-browser" | "sample";

/** A signed statement to ourselves, carried by the browser. Names its key, so a rotation ends no session. */
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

/** What `sealForBrowser` sealed, or undefined when it was altered, has expired, or is for something else. */
export function readSignedCookie(
  { keyRing, clock }: SealDeps,
  audience: Audience,
  sealed: string | undefined,
): unknown {
  const keyId = jwt.decode(sealed ?? "", { complete: true })?.header.kid;
  if (sealed === undefined || keyId === undefined || !keyRing.ids.includes(keyId)) return undefined;
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

/** Lax: the cookie comes along when the identity provider sends the browser back, not when another page posts. */
export function cookieOptions({ config }: Pick<Deps, "config">) {
  return {
    httpOnly: true,
    sameSite: "lax",
    secure: config.publicUrl.startsWith("https:"),
    path: "/",
  } as const;
}
