import { providersIn } from "../db/providers.ts";
import type { Provider } from "../domain/provider.ts";
import { cultureMunicipalities } from "./culture-municipalities.ts";
import type { Actor, Deps } from "./deps.ts";

/** The culture office's providers, those that wait for approval first. Throws AppError("forbidden"). */
export async function listProviders(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<Provider[]> {
  return providersIn(db, cultureMunicipalities(actor));
}
