import { offersOfTemplate, type TemplateOffer } from "../../db/templates/template-offers.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";

/** The provider's running offers that show the template, those that end soonest first. */
export async function listTemplateOffers(
  { db }: Pick<Deps, "db">,
  { actor, templateId }: { actor: Actor; templateId: string },
): Promise<TemplateOffer[]> {
  return offersOfTemplate(db, { templateId, providerId: requireProvider(actor) });
}
