import { offersOfTemplate, type TemplateOffer } from "../../db/templates/template-offers.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";

/** Lists the provider's running offers that use the template, by the end of their validity. */
export async function listTemplateOffers(
  { db }: Pick<Deps, "db">,
  { actor, templateId }: { actor: Actor; templateId: string },
): Promise<TemplateOffer[]> {
  return offersOfTemplate(db, { templateId, providerId: requireProvider(actor) });
}
