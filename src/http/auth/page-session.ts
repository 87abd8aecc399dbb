import type { Request, RequestHandler, Response } from "express";
import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { ProviderState } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import type { Area } from "../../views/ui/page-frame.ts";
import type { OfficeActor, ProviderActor } from "./api-key.ts";
import { rememberCaller } from "../api/caller.ts";
import { refuseCrossSiteForm } from "./csrf.ts";
import type { SessionDeps } from "./session-cookie.ts";

/** The actor by area of pages. */
export interface PageActors {
  nav: OfficeActor;
  culture: OfficeActor;
  provider: ProviderActor;
}

/** The signed-in person behind a request for a page. */
export interface PageSession<A extends Area = Area> {
  area: A;
  actor: PageActors[A];
  /** Name of a member of staff, email of a provider's user. */
  person: string;
  csrf: string;
  provider?: { name: string; state: ProviderState; role: ProviderUserRole };
}

interface Login<A extends Area> {
  /** Throws AppError("forbidden") for a person who may not use the area. */
  read: (request: Request) => PageSession<A> | undefined | Promise<PageSession<A> | undefined>;
  /** Page to which a browser without a session is redirected. */
  href: (request: Request) => string;
}

const sessions = new WeakMap<Response, PageSession>();

/**
 * Requires a session for what is mounted behind it, and the session's CSRF token in every form. A
 * browser without a session is redirected to the login; another request throws
 * AppError("unauthorized"). Throws AppError("forbidden") for a form of another site.
 */
export function requireSession<A extends Area>(
  deps: Pick<SessionDeps, "config" | "keyRing">,
  { read, href }: Login<A>,
): RequestHandler {
  return async (request, response, next) => {
    response.set("Cache-Control", "no-store");
    const session = await read(request);
    if (!session) {
      if (request.method === "GET" && request.accepts(["html", "json"]) === "html") {
        response.redirect(303, href(request));
        return;
      }
      throw new AppError("unauthorized", "The session has ended. Sign in and try again.");
    }
    const subject = deps.keyRing.hmac("session", session.actor.id).toString("hex").slice(0, 16);
    rememberCaller(request, subject);
    if (request.method !== "GET" && request.method !== "HEAD") {
      refuseCrossSiteForm(deps, request, session.csrf);
    }
    sessions.set(response, session);
    next();
  };
}

/** Returns the session that `requireSession` found; undefined before the login. */
export const findSession = (response: Response): PageSession | undefined => sessions.get(response);

/** Returns the session of an area's page. Throws where `requireSession` is not mounted before the page. */
export function sessionOf<A extends Area>(response: Response, area: A): PageSession<A> {
  const session = sessions.get(response);
  if (session?.area !== area) throw new Error("The page was reached without a session.");
  return session as PageSession<A>;
}
