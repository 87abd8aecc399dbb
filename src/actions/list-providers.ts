import { municipalityNames } from "../db/municipalities.ts";
import { providersIn } from "../db/providers.ts";
import type { Provider } from "../domain/provider.ts";
import { cultureMunicipalities } from "./culture-municipalities.ts";
import type { Actor, Deps } from "./deps.ts";

/**
 * The culture office's providers, those that wait for approval first, and its municipalities by
 * number. Throws AppError("forbidden").
 */
export async function listProviders(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{ providers: Provider[]; municipalities: [number: string, name: string][] }> {
  const own = cultureMunicipalities(actor);
  const [providers, names] = await Promise.all([providersIn(db, own), municipalityNames(db)]);
  return { providers, municipalities: [...names].filter(([number]) => own.includes(number)) };
}
