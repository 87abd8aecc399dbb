import { providersSignedInTo } from "../../db/providers/provider-users.ts";
import { municipalityNames } from "../../db/municipalities.ts";
import { withContactEmails } from "../../db/providers/contact-emails.ts";
import { providersIn } from "../../db/providers/providers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/** `isSignedIn`: one of its users has signed in at least once. */
export type ListedProvider = Provider & { isSignedIn: boolean };

/**
 * The culture office's providers, those that wait for approval first, and its municipalities by
 * number. Throws AppError("forbidden").
 */
export async function listProviders(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<{ providers: ListedProvider[]; municipalities: [number: string, name: string][] }> {
  const own = requireCulture(actor);
  const [found, names] = await Promise.all([providersIn(db, own), municipalityNames(db)]);
  const providers = await withContactEmails(db, keyRing, found);
  const ids = providers.map(({ id }) => id);
  const signedInTo = await providersSignedInTo(db, ids);
  return {
    providers: providers.map((each) => ({ ...each, isSignedIn: signedInTo.has(each.id) })),
    municipalities: [...names].filter(([number]) => own.includes(number)),
  };
}
