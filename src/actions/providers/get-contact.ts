import { usersOfProvider } from "../../db/providers/provider-users.ts";
import { withContactEmails } from "../../db/providers/contact-emails.ts";
import { findProvider } from "../../db/providers/providers.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  addressKey,
  mayInviteAgain,
  type ProviderUser,
} from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import type { ListedPerson } from "./list-provider-users.ts";

/** The user with the provider's contact address; undefined without an address, and once removed. */
export function contactOf(provider: Provider, people: ProviderUser[]): ProviderUser | undefined {
  const { contactEmail } = provider;
  if (contactEmail === undefined) return undefined;
  return people.find(({ email }) => addressKey(email) === addressKey(contactEmail));
}

/**
 * A provider of the culture office, and its contact's invitation status. Throws AppError
 * "forbidden" or "not_found".
 */
export async function getContact(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, providerId }: { actor: Actor; providerId: string },
): Promise<{ provider: Provider; contact: ListedPerson | undefined }> {
  const municipalities = requireCulture(actor);
  const found = isUuid(providerId) ? await findProvider(db, providerId) : undefined;
  if (!found || !municipalities.includes(found.municipality)) {
    throw new AppError("not_found", "There is no such provider.");
  }
  const [provider = found] = await withContactEmails(db, keyRing, [found]);
  const person = contactOf(provider, await usersOfProvider(db, keyRing, provider.id));
  const contact = person && { ...person, mayInviteAgain: mayInviteAgain(person, clock.now()) };
  return { provider, contact };
}
