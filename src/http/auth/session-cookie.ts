import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { readCookie } from "./cookies.ts";
import { cookieOptions, readSignedCookie, signCookie } from "./signed-cookie.ts";

const sessionHours = 8;

export type SessionDeps = Pick<Deps, "config" | "keyRing" | "clock">;

/**
 * A session of eight hours in a signed cookie. It holds a CSRF token, which every form carries and a page
 * of another origin cannot read.
 */
export const sessionCookie = <S extends z.ZodType<{ csrf: string }>>(
  name: string,
  audience: "session" | "provider-session",
  shape: S,
) => ({
  start(deps: SessionDeps, response: Response, claims: Omit<z.output<S>, "csrf">): void {
    const session = { ...claims, csrf: randomBytes(18).toString("base64url") };
    const sealed = signCookie(deps, audience, session, sessionHours * 3600);
    response.cookie(name, sealed, { ...cookieOptions(deps), maxAge: sessionHours * 3_600_000 });
  },

  end(deps: SessionDeps, response: Response): void {
    response.clearCookie(name, cookieOptions(deps));
  },

  read(deps: SessionDeps, request: Request): z.output<S> | undefined {
    return shape.safeParse(readSignedCookie(deps, audience, readCookie(request, name))).data;
  },
});
