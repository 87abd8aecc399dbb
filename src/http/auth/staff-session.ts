import type { RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import { requireSession } from "./page-session.ts";
import { sessionCookie, type SessionDeps } from "./session-cookie.ts";

/** Cookie of a signed-in member of staff, with the municipalities of each role. */
export const staffCookie = sessionCookie(
  "staff",
  "session",
  z.object({
    sub: z.string(),
    name: z.string(),
    nav: z.array(z.string()),
    culture: z.array(z.string()),
    csrf: z.string(),
  }),
);

/** Requires a member of staff with the role in any municipality. The login redirects back to the page. */
export function requireStaff(deps: SessionDeps, role: "nav" | "culture"): RequestHandler {
  return requireSession(deps, {
    href: ({ originalUrl }) => `/login?to=${encodeURIComponent(originalUrl)}`,
    read(request) {
      const session = staffCookie.read(deps, request);
      if (!session) return undefined;
      const { sub, name, csrf, [role]: municipalities } = session;
      if (municipalities.length === 0) {
        throw new AppError("forbidden", "This account has no access to this part.");
      }
      return { area: role, actor: { role, id: sub, municipalities }, person: name, csrf };
    },
  });
}
