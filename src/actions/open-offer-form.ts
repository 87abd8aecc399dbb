import { municipalityNames } from "../db/municipalities.ts";
import { findProvider } from "../db/providers.ts";
import { templateFacesOf, type TemplateFace } from "../db/template-faces.ts";
import type { Provider } from "../domain/provider.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

export type { TemplateFace } from "../db/template-faces.ts";

/** What a form for an offer chooses from. Throws AppError("forbidden") for anyone but a provider. */
export async function openOfferForm(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{
  provider: Provider;
  templates: TemplateFace[];
  municipalities: ReadonlyMap<string, string>;
}> {
  const providerId = providerOf(actor);
  const [provider, templates, municipalities] = await Promise.all([
    findProvider(db, providerId),
    templateFacesOf(db, providerId),
    municipalityNames(db),
  ]);
  if (!provider) throw new Error(`Provider ${providerId} is gone.`);
  return { provider, templates, municipalities };
}
