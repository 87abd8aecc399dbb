import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import jwt from "jsonwebtoken";
import { z } from "zod";
import type { Actor, Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import { readCookie } from "./cookies.ts";

export type StaffRole = "nav" | "culture";
export type StaffActor = Extract<Actor, { role: StaffRole }>;

const sessionHours = 8;
const cookieName = "staff";

const sessionShape = z.object({
  sub: z.string(),
  name: z.string(),
  nav: z.array(z.string()),
  culture: z.array(z.string()),
  /** Goes into every form: a page of another origin cannot know it. */
  csrf: z.string(),
});

/** A signed-in member of staff: per role the municipalities it holds for. */
export type StaffSession = z.infer<typeof sessionShape>;

type SessionDeps = Pick<Deps, "config" | "keyRing" | "clock">;

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** A signed statement to ourselves, carried by the browser. Names its key, so a rotation ends no session. */
export function sealForBrowser(
  { keyRing, clock }: SessionDeps,
  audience: "session" | "login",
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
export function openFromBrowser(
  { keyRing, clock }: SessionDeps,
  audience: "session" | "login",
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

export function startSession(
  deps: SessionDeps,
  response: Response,
  person: Omit<StaffSession, "csrf">,
): void {
  const session = { ...person, csrf: randomBytes(18).toString("base64url") };
  const sealed = sealForBrowser(deps, "session", session, sessionHours * 3600);
  response.cookie(cookieName, sealed, {
    ...cookieOptions(deps),
    maxAge: sessionHours * 3_600_000,
  });
}

export function endSession(deps: SessionDeps, response: Response): void {
  response.clearCookie(cookieName, cookieOptions(deps));
}

export function readSession(deps: SessionDeps, request: Request): StaffSession | undefined {
  const sealed = readCookie(request, cookieName);
  return sessionShape.safeParse(openFromBrowser(deps, "session", sealed)).data;
}

const sameText = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Two independent signs that a form is ours: what the browser says of its origin, and the form's token. */
function refuseForeignForm(deps: SessionDeps, request: Request, session: StaffSession): void {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  // Pages that send no referrer have the origin "null"; a browser that says "site" says it anyway.
  const foreign =
    site === undefined
      ? origin !== undefined &&
        origin !== "null" &&
        origin !== new URL(deps.config.publicUrl).origin
      : site !== "same-origin";
  const body = z.object({ csrf: z.string() }).safeParse(request.body);
  if (foreign || !body.success || !sameText(body.data.csrf, session.csrf)) {
    throw new AppError("forbidden", "The form was not sent from a page of this service.");
  }
}

/**
 * Lets in whoever is signed in with the role; sends others to the login, and back afterwards. Forms
 * must carry the session's token. What was let in is read with `staffOf`.
 */
export function requireStaff(deps: SessionDeps, role: StaffRole): RequestHandler {
  return (request, response, next) => {
    const session = readSession(deps, request);
    response.set("Cache-Control", "no-store");
    if (!session) {
      if (request.method === "GET" && request.accepts(["html", "json"]) === "html") {
        response.redirect(303, `/login?to=${encodeURIComponent(request.originalUrl)}`);
        return;
      }
      throw new AppError("unauthorized", "The session has ended. Sign in and try again.");
    }
    if (session[role].length === 0) {
      throw new AppError("forbidden", "This account has no access to this part.");
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      refuseForeignForm(deps, request, session);
    }
    response.locals["staff"] = { session, role };
    next();
  };
}

/** Who `requireStaff` let in. */
export function staffOf(response: Response): { session: StaffSession; actor: StaffActor } {
  const { session, role } = response.locals["staff"] as { session: StaffSession; role: StaffRole };
  return { session, actor: { role, id: session.sub, municipalities: session[role] } };
}
