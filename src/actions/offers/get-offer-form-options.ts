import { municipalityNames } from "../../db/municipalities.ts";
import { findProvider } from "../../db/providers/providers.ts";
import {
  templateSummariesOf,
  type TemplateSummary,
} from "../../db/templates/template-summaries.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

export type { TemplateSummary } from "../../db/templates/template-summaries.ts";

/**
 * The options of an offer's form, with the template that it has chosen, also an archived one. Throws
 * AppError("forbidden") for all but providers.
 */
export async function getOfferFormOptions(
  { db }: Pick<Deps, "db">,
  { actor, templateId }: { actor: Actor; templateId?: string },
): Promise<{
  provider: Provider;
  templates: TemplateSummary[];
  municipalities: ReadonlyMap<string, string>;
}> {
  const providerId = requireProvider(actor);
  const [provider, templates, municipalities] = await Promise.all([
    findProvider(db, providerId),
    templateSummariesOf(db, providerId, templateId),
    municipalityNames(db),
  ]);
  if (!provider) throw new Error(`Provider ${providerId} is gone.`);
  return { provider, templates, municipalities };
}
