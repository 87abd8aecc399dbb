import type { RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import type { MunicipalRole } from "./staff-roles.ts";
import { requireSession } from "./page-session.ts";
import { sessionCookie, type SessionDeps } from "./session-cookie.ts";

/** Cookie of a signed-in member of staff, with the municipalities of each role. */
export const staffCookie = sessionCookie(
  "staff",
  z.object({
    name: z.string(),
    nav: z.array(z.string()),
    culture: z.array(z.string()),
    /** Sessions from before there were auditors have none. */
    auditor: z.array(z.string()).optional(),
    /** Of whose children with a protected address it sees; sessions from before there was such a role have none. */
    navProtected: z.array(z.string()).optional(),
    /** Whether it runs the service; sessions from before there was such a role have none. */
    operator: z.boolean().optional(),
    /** The identity provider's, by which it knows which of its sessions a logout ends. */
    idToken: z.string().optional(),
    csrf: z.string(),
  }),
);

const noAccess = () => new AppError("forbidden", "This account has no access to this part.");

const loginHref = (to: string) => `/login?to=${encodeURIComponent(to)}`;

/** Requires a member of staff with the role in any municipality. The login redirects back to the page. */
export function requireStaff(deps: SessionDeps, area: MunicipalRole): RequestHandler {
  return requireSession(deps, {
    area,
    cookie: staffCookie,
    href: loginHref,
    read({ subject, claims: { name, navProtected = [], [area]: municipalities = [] } }) {
      if (municipalities.length === 0) throw noAccess();
      const actor = { role: area, id: subject, municipalities };
      const isNav = area === "nav";
      return { actor: { ...actor, ...(isNav && { protectedOf: navProtected }) }, person: name };
    },
  });
}

/** Requires someone who runs the service. The login redirects back to the page. */
export function requireOperator(deps: SessionDeps): RequestHandler {
  return requireSession(deps, {
    area: "operator",
    cookie: staffCookie,
    href: loginHref,
    read({ subject, claims: { name, operator } }) {
      if (operator !== true) throw noAccess();
      return { actor: { role: "operator", id: subject }, person: name };
    },
  });
}
