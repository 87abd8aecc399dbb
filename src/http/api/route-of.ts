import type { Request } from "express";

/**
 * Returns the route's template, such as `/t/:claimToken`, never the address: logs and metrics may hold
 * no token and no reference. The base of a router mounted below a path with parameters is left out,
 * since it contains their values.
 */
export function routeOf(req: Request): string {
  const route = req.route as { path?: unknown } | undefined;
  if (typeof route?.path !== "string") return "none";
  return /^(\/[a-z][a-z-]*|\/v1)*$/.test(req.baseUrl) ? `${req.baseUrl}${route.path}` : route.path;
}
