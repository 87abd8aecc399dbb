import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { cookieOptions, readSignedCookie, signCookie } from "./signed-cookie.ts";
import { readCookie } from "./cookies.ts";

const cookieName = "provider-browser";
const days = 365;
const maxPeople = 10;

const knownShape = z.object({
  /** Stays the same, so that what this browser asked for can be counted. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  userIds: z.array(z.uuid()),
});
export type TrustedBrowser = z.infer<typeof knownShape>;

type KnownDeps = Pick<Deps, "config" | "keyRing" | "clock">;

/** Who has signed in on the browser before; undefined when nobody has. */
export function readTrustedBrowser(deps: KnownDeps, request: Request): TrustedBrowser | undefined {
  const sealed = readSignedCookie(deps, "provider-browser", readCookie(request, cookieName));
  return knownShape.safeParse(sealed).data;
}

/** Lets the browser show for a year that this person signed in on it. It signs nobody in. */
export function trustBrowser(
  deps: KnownDeps,
  request: Request,
  response: Response,
  userId: string,
): void {
  const known = readTrustedBrowser(deps, request);
  const claims: TrustedBrowser = {
    secret: known?.secret ?? randomBytes(32).toString("base64url"),
    userIds: [...new Set([userId, ...(known?.userIds ?? [])])].slice(0, maxPeople),
  };
  const lifetime = days * 24 * 3600;
  const sealed = signCookie(deps, "provider-browser", claims, lifetime);
  const options = { ...cookieOptions(deps), path: "/provider", maxAge: lifetime * 1000 };
  response.cookie(cookieName, sealed, options);
}
