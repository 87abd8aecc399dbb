import type { Request } from "express";

/**
 * The route's template, `/t/:claimToken`, never the address: logs and metrics may hold no token and no
 * reference. A router mounted below a path with parameters would carry them in its base, so such a
 * base is not shown.
 */
export function routeOf(req: Request): string {
  const route = req.route as { path?: unknown } | undefined;
  if (typeof route?.path !== "string") return "none";
  return /^(\/[a-z][a-z-]*|\/v1)*$/.test(req.baseUrl) ? `${req.baseUrl}${route.path}` : route.path;
}
