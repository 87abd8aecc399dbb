import { usersOfProvider } from "../../db/providers/provider-users.ts";
import { mayInviteAgain, type ProviderUser } from "../../domain/providers/provider-user.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

export type ListedPerson = ProviderUser & { mayInviteAgain: boolean };

/** The provider's users, owners first. Throws AppError("forbidden"). */
export async function listProviderUsers(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<ListedPerson[]> {
  const people = await usersOfProvider(db, keyRing, requireProvider(actor));
  const at = clock.now();
  return people.map((each) => ({ ...each, mayInviteAgain: mayInviteAgain(each, at) }));
}
