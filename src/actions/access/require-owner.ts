import { findProviderUser } from "../../db/providers/provider-users.ts";
import type { ProviderUser } from "../../domain/providers/provider-user.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireProvider } from "./require-provider.ts";

/** The actor as an owner. Throws AppError("forbidden") for staff, API keys and other roles. */
export async function requireOwner(
  { db, keyRing }: Pick<NestableDeps, "db" | "keyRing">,
  actor: Actor,
): Promise<ProviderUser> {
  const providerId = requireProvider(actor);
  const user = isUuid(actor.id) ? await findProviderUser(db, keyRing, actor.id) : undefined;
  if (user?.providerId !== providerId || user.role !== "owner") {
    throw new AppError("forbidden", "Only an owner may do this.");
  }
  return user;
}
