import { municipalityNames } from "../../db/municipalities.ts";
import { requireWebhookOwner } from "../access/webhook-access.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * The municipalities of which the actor's webhooks can be: name by number; none for a provider. Throws
 * AppError("forbidden").
 */
export async function listWebhookMunicipalities(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<Map<string, string>> {
  const { municipalities = [] } = requireWebhookOwner(actor);
  return municipalityNames(db, municipalities);
}
