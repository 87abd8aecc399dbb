import type { Trx } from "../../db/connect.ts";
import { usersOfProvider } from "../../db/providers/provider-users.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import type { ProviderUser } from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { requireOwner } from "../access/require-owner.ts";

/**
 * Returns a user of the owner's provider, and whether it is the only owner, under the provider's
 * lock until commit: two owners cannot remove each other. Throws AppError "forbidden" for all but
 * owners, "not_found" for another provider's user.
 */
export async function lockProviderUser(
  trx: Trx,
  keyRing: KeyRing,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<{ person: ProviderUser; isLastOwner: boolean }> {
  const providerId = requireProvider(actor);
  await lockProvider(trx, providerId);
  await requireOwner({ db: trx, keyRing }, actor);
  const people = await usersOfProvider(trx, keyRing, providerId);
  const person = people.find(({ id }) => id === userId);
  if (!person) throw new AppError("not_found", "You have no such person.");
  const others = people.filter(({ id, role }) => role === "owner" && id !== userId);
  return { person, isLastOwner: others.length === 0 };
}

export const lastOwnerError = () =>
  new AppError("illegal_state", "The last owner stays; make another one first.");
