import type { RequestHandler } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { findProviderUser } from "../../db/providers/provider-users.ts";
import { AppError } from "../../errors.ts";
import { requireSession } from "./page-session.ts";
import { sessionCookie, type SessionDeps } from "./session-cookie.ts";

/** Cookie of a signed-in user of a provider. */
export const providerCookie = sessionCookie(
  "provider",
  "provider-session",
  z.object({ userId: z.uuid(), csrf: z.string() }),
);

/**
 * Requires a user of a provider that is not suspended. The user is read at every request, so that a
 * removed one is signed out at once.
 */
export function requireProvider(deps: SessionDeps & Pick<Deps, "db">): RequestHandler {
  return requireSession(deps, {
    href: () => "/provider/login",
    async read(request) {
      const session = providerCookie.read(deps, request);
      const user = session && (await findProviderUser(deps.db, deps.keyRing, session.userId));
      if (!user) return undefined;
      const { id, providerId, email, role, providerName, providerState } = user;
      if (providerState === "suspended") {
        throw new AppError("forbidden", "This provider is suspended; ask the culture office.");
      }
      return {
        area: "provider",
        actor: { role: "provider", id, providerId },
        person: email,
        csrf: session.csrf,
        provider: { name: providerName, state: providerState, role },
      };
    },
  });
}
