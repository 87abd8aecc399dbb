import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { createCookie } from "./cookies.ts";
import { readSignedCookie, signCookie } from "./signed-cookie.ts";

const cookie = createCookie("provider-browser", "/provider");
const days = 365;
const maxPeople = 10;

const cookieShape = z.object({
  /** Identifies the browser for the limit of login links. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  userIds: z.array(z.uuid()),
});
export type TrustedBrowser = z.infer<typeof cookieShape>;

type BrowserDeps = Pick<Deps, "config" | "keyRing" | "clock">;

/** Returns the users who have signed in on the browser; undefined without one. */
export function readTrustedBrowser(
  deps: BrowserDeps,
  request: Request,
): TrustedBrowser | undefined {
  const sealed = readSignedCookie(deps, "provider-browser", cookie.read(deps, request));
  return cookieShape.safeParse(sealed).data;
}

/** Marks the browser for a year as one that the user has signed in on. The cookie is no session. */
export function trustBrowser(
  deps: BrowserDeps,
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
  cookie.set(deps, response, sealed, lifetime * 1000);
}
