import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { Actor, Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import { cookieOptions, readSignedCookie, signCookie } from "./signed-cookie.ts";
import { readCookie } from "./cookies.ts";
import { refuseCrossSiteForm } from "./csrf.ts";

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

export function startSession(
  deps: SessionDeps,
  response: Response,
  person: Omit<StaffSession, "csrf">,
): void {
  const session = { ...person, csrf: randomBytes(18).toString("base64url") };
  const sealed = signCookie(deps, "session", session, sessionHours * 3600);
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
  return sessionShape.safeParse(readSignedCookie(deps, "session", sealed)).data;
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
      refuseCrossSiteForm(deps, request, session.csrf);
    }
    response.locals["staff"] = { session, role };
    next();
  };
}

/** Whether `requireStaff` let somebody in. */
export const isSignedIn = (response: Response): boolean => response.locals["staff"] !== undefined;

/** Who `requireStaff` let in. */
export function staffOf(response: Response): { session: StaffSession; actor: StaffActor } {
  const { session, role } = response.locals["staff"] as { session: StaffSession; role: StaffRole };
  return { session, actor: { role, id: session.sub, municipalities: session[role] } };
}
