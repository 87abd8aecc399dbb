import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { endSession } from "../../actions/access/end-session.ts";
import { getSession, type CurrentSession } from "../../actions/access/get-session.ts";
import { keptAfterEndMs } from "../../actions/access/remove-ended-sessions.ts";
import { startSession } from "../../actions/access/start-session.ts";
import type { SessionKind } from "../../db/access/sessions.ts";
import { createCookie } from "./cookies.ts";

export type SessionDeps = Pick<Deps, "config" | "db" | "keyRing" | "clock">;

/** Claims of a session. The CSRF token is in every form, and no page of another origin can read it. */
interface Claims {
  csrf: string;
}

export type FoundSession<C extends Claims> = CurrentSession & { claims: C };

export interface SessionCookie<C extends Claims> {
  /** Signs the browser in. `holdsForm`: a form of the same person's earlier session waits for it. */
  start: (
    deps: SessionDeps,
    exchange: { request: Request; response: Response },
    session: { subject: string; claims: Omit<C, "csrf">; providerSid?: string | undefined },
  ) => Promise<{ holdsForm: boolean }>;
  /** Signs every browser out that has the cookie. */
  end: (deps: SessionDeps, request: Request, response: Response) => Promise<void>;
  /** The browser's session, which can be over; undefined without one. */
  find: (deps: SessionDeps, request: Request) => Promise<FoundSession<C> | undefined>;
}

/** A script that reads in the background is no sign of a person. */
const isByPerson = (request: Request): boolean =>
  request.method !== "GET" || request.get("sec-fetch-dest") !== "empty";

/** The cookie with the secret of a session, which outlives it by as long as a form can be held. */
export function sessionCookie<C extends Claims>(
  kind: SessionKind,
  shape: z.ZodType<C>,
): SessionCookie<C> {
  const cookie = createCookie(kind);
  return {
    async start(deps, { request, response }, { claims, ...session }) {
      const csrf = randomBytes(18).toString("base64url");
      const earlierSecret = cookie.read(deps, request);
      const started = { kind, ...session, claims: { ...claims, csrf }, earlierSecret };
      const { secret, holdsForm } = await startSession(deps, started);
      cookie.set(deps, response, secret, deps.config.sessions.longestMs + keptAfterEndMs);
      return { holdsForm };
    },

    async end(deps, request, response) {
      const secret = cookie.read(deps, request);
      if (secret !== undefined) await endSession(deps, { kind, secret });
      cookie.clear(deps, response);
    },

    async find(deps, request) {
      const secret = cookie.read(deps, request);
      if (secret === undefined) return undefined;
      const session = await getSession(deps, { kind, secret, prolongs: isByPerson(request) });
      const claims = shape.safeParse(session?.claims).data;
      return session && claims && { ...session, claims };
    },
  };
}
