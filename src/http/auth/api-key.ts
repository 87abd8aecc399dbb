import type { Request } from "express";
import type { Actor, Deps } from "../../actions/deps.ts";
import { isOnlyAsking } from "../../actions/only-asking.ts";
import { hashApiKey } from "../../actions/integrations/create-api-key.ts";
import { findApiKey, touchApiKey, type ApiKey } from "../../db/integrations/api-keys.ts";
import { isExpired } from "../../domain/expiry.ts";
import { AppError } from "../../errors.ts";
import { rememberCaller } from "../api/caller.ts";

export type ApiRole = ApiKey["role"];
export type ProviderActor = Extract<Actor, { role: "provider" }>;
export type OfficeActor = Extract<Actor, { municipalities: string[] }>;
export type ApiActor = ProviderActor | OfficeActor;

/** Minimum interval between updates of `last_used_at`. */
const touchEvery = 5 * 60_000;

const shape = /^Bearer +(jw_(?:provider|nav|culture)_[A-Za-z0-9_-]{43})$/i;

/**
 * Returns the actor of the API key in the Authorization header. Throws AppError: `unauthorized` without a valid key,
 * `forbidden` for a suspended provider or a role that may not do this.
 */
export async function authenticate(
  { db, clock }: Pick<Deps, "db" | "clock">,
  req: Request,
  roles: readonly ApiRole[],
): Promise<ApiActor> {
  const text = shape.exec(req.get("authorization") ?? "")?.[1];
  const key = text === undefined ? undefined : await findApiKey(db, hashApiKey(text));
  if (!key) {
    throw new AppError("unauthorized", "Send a valid API key: Authorization: Bearer jw_….");
  }
  rememberCaller(req, key.id);
  const now = clock.now();
  if (isExpired(key.expiresAt, now)) {
    const end = key.expiresAt?.toISOString() ?? "";
    throw new AppError("unauthorized", `This API key ended at ${end}. Create a new one.`);
  }
  if (key.providerState === "suspended") {
    throw new AppError("forbidden", "This provider is suspended; ask the culture office.");
  }
  if (!roles.includes(key.role)) {
    throw new AppError("forbidden", `This needs a key of role ${roles.join(" or ")}.`);
  }
  const isDue = now.getTime() - (key.lastUsedAt?.getTime() ?? 0) >= touchEvery;
  if (isDue && !isOnlyAsking()) {
    await touchApiKey(db, key.id, now);
  }
  return actorOf(key);
}

function actorOf({ id, role, providerId, municipalities, seesProtected }: ApiKey): ApiActor {
  if (role === "nav") {
    return { role, id, municipalities, protectedOf: seesProtected ? municipalities : [] };
  }
  if (role === "culture") return { role, id, municipalities };
  if (providerId === null) throw new Error("A provider's key names no provider.");
  return { role, id, providerId };
}
