import { usersOfProvider } from "../db/provider-users.ts";
import type { ProviderUser } from "../domain/provider-user.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

/** Who looks after the provider's offers, owners first. Throws AppError("forbidden"). */
export async function listProviderUsers(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<ProviderUser[]> {
  return usersOfProvider(db, keyRing, providerOf(actor));
}
