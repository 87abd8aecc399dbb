import type { RequestHandler } from "express";
import { z } from "zod";
import { findProviderUser } from "../../db/providers/provider-users.ts";
import { AppError } from "../../errors.ts";
import { requireSession } from "./page-session.ts";
import { sessionCookie, type SessionDeps } from "./session-cookie.ts";

/** Cookie of a signed-in user of a provider. */
export const providerCookie = sessionCookie("provider", z.object({ csrf: z.string() }));

/**
 * Requires a user of a provider that is not suspended. The user is read at every request, so that a
 * removed one is signed out at once.
 */
export function requireProvider(deps: SessionDeps): RequestHandler {
  return requireSession(deps, {
    area: "provider",
    cookie: providerCookie,
    href: () => "/provider/login",
    async read({ subject }) {
      const user = await findProviderUser(deps.db, deps.keyRing, subject);
      if (!user) return undefined;
      const { id, providerId, email, role, providerName, providerState } = user;
      if (providerState === "suspended") {
        throw new AppError("forbidden", "This provider is suspended; ask the culture office.");
      }
      return {
        actor: { role: "provider", id, providerId },
        person: email,
        provider: { name: providerName, state: providerState, role },
      };
    },
  });
}
