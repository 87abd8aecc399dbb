// https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-cookie-name-prefixes
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { staffUrl } from "../../config/hosts.ts";

type CookieDeps = Pick<Deps, "config">;

/**
 * A cookie of ours. SameSite=Lax sends it with the identity provider's redirect, not with a cross-site
 * POST. Over HTTPS its name has the prefix `__Host-`, which no sibling domain can set, or `__Secure-`
 * where it goes to one path; over HTTP browsers refuse those. Scripts read it only where it is not `httpOnly`.
 */
export function createCookie(name: string, path = "/", { httpOnly = true } = {}) {
  const isSecure = ({ config }: CookieDeps) => staffUrl(config).startsWith("https:");
  const nameFor = (deps: CookieDeps) =>
    isSecure(deps) ? `${path === "/" ? "__Host-" : "__Secure-"}${name}` : name;
  const options = (deps: CookieDeps) =>
    ({ httpOnly, sameSite: "lax", secure: isSecure(deps), path }) as const;
  return {
    set(deps: CookieDeps, response: Response, value: string, maxAge: number): void {
      response.cookie(nameFor(deps), value, { ...options(deps), maxAge });
    },
    clear(deps: CookieDeps, response: Response): void {
      response.clearCookie(nameFor(deps), options(deps));
    },
    /** The request's value; undefined when it is absent or cannot be decoded. */
    read: (deps: CookieDeps, request: Request): string | undefined =>
      parseCookie(request.get("cookie") ?? "", { decode })[nameFor(deps)],
  };
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
