import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { Actor, Deps } from "../../actions/deps.ts";
import { findProviderUser } from "../../db/providers/provider-users.ts";
import type { ProviderUser } from "../../domain/providers/provider-user.ts";
import type { ProviderState } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import { cookieOptions, readSignedCookie, signCookie } from "./signed-cookie.ts";
import { readCookie } from "./cookies.ts";
import { refuseCrossSiteForm } from "./csrf.ts";

const sessionHours = 8;
const cookieName = "provider";

const sessionShape = z.object({
  userId: z.uuid(),
  /** Goes into every form: a page of another origin cannot know it. */
  csrf: z.string(),
});

type SessionDeps = Pick<Deps, "config" | "keyRing" | "clock">;

/** Who is signed in on a provider's page. */
export interface ProviderSession {
  actor: Extract<Actor, { role: "provider" }>;
  user: ProviderUser & { providerName: string; providerState: ProviderState };
  csrf: string;
}

/** Signs the person in on this browser. */
export function startProviderSession(deps: SessionDeps, response: Response, userId: string): void {
  const claims = { userId, csrf: randomBytes(18).toString("base64url") };
  const sealed = signCookie(deps, "provider-session", claims, sessionHours * 3600);
  response.cookie(cookieName, sealed, { ...cookieOptions(deps), maxAge: sessionHours * 3_600_000 });
}

export function endProviderSession(deps: SessionDeps, response: Response): void {
  response.clearCookie(cookieName, cookieOptions(deps));
}

async function readProviderSession(
  deps: SessionDeps & Pick<Deps, "db">,
  request: Request,
): Promise<ProviderSession | undefined> {
  const sealed = readSignedCookie(deps, "provider-session", readCookie(request, cookieName));
  const session = sessionShape.safeParse(sealed).data;
  const user = session && (await findProviderUser(deps.db, deps.keyRing, session.userId));
  if (!user) return undefined;
  if (user.providerState === "suspended") {
    throw new AppError("forbidden", "This provider is suspended; ask the culture office.");
  }
  const actor = { role: "provider", id: user.id, providerId: user.providerId } as const;
  return { actor, user, csrf: session.csrf };
}

/**
 * Lets in whoever looks after a provider that is not suspended, and sends others to the login. The
 * person is looked up at every request, so that whoever was removed is out at once. Forms must carry
 * the session's token: in a field `csrf`, or, of an upload, in the address. What was let in is read
 * with `providerSessionOf`.
 */
export function requireProvider(deps: SessionDeps & Pick<Deps, "db">): RequestHandler {
  return async (request, response, next) => {
    response.set("Cache-Control", "no-store");
    const session = await readProviderSession(deps, request);
    if (!session) {
      if (request.method === "GET" && request.accepts(["html", "json"]) === "html") {
        response.redirect(303, "/provider/login");
        return;
      }
      throw new AppError("unauthorized", "The session has ended. Sign in and try again.");
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      refuseCrossSiteForm(deps, request, session.csrf);
    }
    sessions.set(response, session);
    next();
  };
}

const sessions = new WeakMap<Response, ProviderSession>();

/** Whether `requireProvider` let somebody in. */
export const isProviderSignedIn = (response: Response): boolean => sessions.has(response);

/** Who `requireProvider` let in. */
export function providerSessionOf(response: Response): ProviderSession {
  const session = sessions.get(response);
  if (!session) throw new Error("The page was reached without a session.");
  return session;
}
