import type { Actor, Deps } from "../../actions/deps.ts";
import { listProviders } from "../../actions/providers/list-providers.ts";
import { AppError } from "../../errors.ts";

/** Finds a provider in the office's municipalities, and lists these. Throws AppError("not_found"). */
export async function findListedProvider(
  deps: Pick<Deps, "db" | "keyRing">,
  { actor, providerId }: { actor: Actor; providerId: string },
) {
  const { providers, municipalities } = await listProviders(deps, { actor });
  const provider = providers.find(({ id }) => id === providerId);
  if (!provider) throw new AppError("not_found", "There is no such provider.");
  return { provider, municipalities };
}
