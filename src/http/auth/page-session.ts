import type { Request, RequestHandler, Response } from "express";
import { removeHeldForm, type HeldForm } from "../../actions/access/held-form.ts";
import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { ProviderState } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import type { Area } from "../../views/ui/page-frame.ts";
import { rememberCaller } from "../api/caller.ts";
import { behindWall } from "./behind-wall.ts";
import type { OfficeActor, ProviderActor } from "./api-key.ts";
import { refuseCrossSiteForm } from "./csrf.ts";
import { holdSentForm } from "./held-forms.ts";
import type { FoundSession, SessionCookie, SessionDeps } from "./session-cookie.ts";

type OperatorActor = { role: "operator"; id: string };
type AuditorActor = { role: "auditor" } & Pick<OfficeActor, "id" | "municipalities">;

/** The actor by area of pages. */
export interface PageActors {
  nav: OfficeActor;
  culture: OfficeActor;
  auditor: AuditorActor;
  operator: OperatorActor;
  provider: ProviderActor;
}

interface SignedIn<A extends Area> {
  actor: PageActors[A];
  /** Name of a member of staff, email of a provider's user. */
  person: string;
  provider?: { name: string; state: ProviderState; role: ProviderUserRole };
}

/** The signed-in person behind a request for a page. */
export interface PageSession<A extends Area = Area> extends SignedIn<A> {
  area: A;
  csrf: string;
  /** When it ends without further use. */
  end: { seconds: number; isExtendable: boolean };
  /** A form from before the login. */
  heldForm: HeldForm | undefined;
}

interface Login<A extends Area, C extends { csrf: string }> {
  area: A;
  cookie: SessionCookie<C>;
  /** Returns undefined for a removed user. Throws AppError("forbidden") for one who may not use the area. */
  read: (session: FoundSession<C>) => SignedIn<A> | undefined | Promise<SignedIn<A> | undefined>;
  /** Page to which a browser without a session is redirected, and which leads to the path. */
  href: (to: string) => string;
}

const sessions = new WeakMap<Response, PageSession>();

/**
 * Requires a session for what is mounted behind it, and the session's CSRF token in every form. A
 * browser without a session is redirected to the login. A form whose session has ended is held until the
 * person has signed in again. Another request throws AppError("unauthorized"). Throws
 * AppError("forbidden") for a form of another site.
 */
export function requireSession<A extends Area, C extends { csrf: string }>(
  deps: SessionDeps,
  { area, cookie, read, href }: Login<A, C>,
): RequestHandler {
  return async (request, response, next) => {
    response.set("Cache-Control", "no-store");
    const found = await cookie.find(deps, request);
    const signedIn = found && !found.isOver ? await read(found) : undefined;
    if (!found || !signedIn) {
      if (request.accepts(["html", "json"]) === "html") {
        if (request.method === "GET") {
          response.redirect(303, href(request.originalUrl));
          return;
        }
        if (found?.isOver && (await holdSentForm(deps, request, found))) {
          response.redirect(303, href(`/${area}/resume`));
          return;
        }
      }
      throw new AppError("unauthorized", "The session has ended. Sign in and try again.");
    }
    const subject = deps.keyRing.hmac("session", signedIn.actor.id).toString("hex").slice(0, 16);
    rememberCaller(request, subject);
    const { csrf } = found.claims;
    const { endsAt, isExtendable, heldForm } = found;
    if (request.method !== "GET" && request.method !== "HEAD") {
      refuseCrossSiteForm(deps, request, csrf);
      if (heldForm && !isByScript(request)) await removeHeldForm(deps, found.id);
    }
    const seconds = Math.floor((endsAt.getTime() - deps.clock.now().getTime()) / 1000);
    const end = { seconds, isExtendable };
    sessions.set(response, { area, ...signedIn, csrf, end, heldForm });
    await behindWall(signedIn.actor, next);
  };
}

/** A script prolongs the session or draws a preview; the person's own form is still unsent. */
const isByScript = (request: Request): boolean => request.get("sec-fetch-dest") === "empty";

/** Returns the session that `requireSession` found; undefined before the login. */
export const findSession = (response: Response): PageSession | undefined => sessions.get(response);

/** Returns the session of an area's page. Throws where `requireSession` is not mounted before the page. */
export function sessionOf<A extends Area>(response: Response, area: A): PageSession<A> {
  const session = sessions.get(response);
  if (session?.area !== area) throw new Error("The page was reached without a session.");
  return session as PageSession<A>;
}
