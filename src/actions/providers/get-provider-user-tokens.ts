import { doorDevicesOf } from "../../db/door/door-devices.ts";
import { apiKeysOf } from "../../db/integrations/api-keys.ts";
import type { Db } from "../../db/connect.ts";
import { usersOfProvider } from "../../db/providers/provider-users.ts";
import { isExpired } from "../../domain/expiry.ts";
import { AppError } from "../../errors.ts";
import { requireOwner } from "../access/require-owner.ts";
import type { Actor, Deps } from "../deps.ts";

export interface MadeToken {
  id: string;
  name: string;
  lastUsedAt: Date | null;
}

/** The keys and scanners that a user of the provider made and that work, also a scanner made by one of the user's keys. */
export async function tokensMadeBy(
  db: Db,
  { providerId, userId, now }: { providerId: string; userId: string; now: Date },
): Promise<{ keys: MadeToken[]; scanners: MadeToken[] }> {
  const works = ({ person, expiresAt }: { person: string | null; expiresAt: Date | null }) =>
    person === userId && !isExpired(expiresAt, now);
  const keys = (await apiKeysOf(db, providerId)).filter(works);
  return { keys, scanners: (await doorDevicesOf(db, providerId)).filter(works) };
}

/**
 * A user of the owner's provider with what the user made and works. Throws AppError "forbidden" for all but owners,
 * "not_found" for another provider's user.
 */
export async function getProviderUserTokens(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<{ email: string; keys: MadeToken[]; scanners: MadeToken[] }> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  const people = await usersOfProvider(db, keyRing, providerId);
  const person = people.find(({ id }) => id === userId);
  if (!person) throw new AppError("not_found", "You have no such person.");
  const made = await tokensMadeBy(db, { providerId, userId, now: clock.now() });
  return { email: person.email, ...made };
}
