import { findTemplateVersion } from "../db/templates.ts";
import type { TemplateDefinition } from "../domain/template.ts";
import type { Actor, Deps } from "./deps.ts";
import { visibleTemplate } from "./own-template.ts";
import { providerOf } from "./provider-of.ts";

export interface ShownTemplate {
  id: string;
  /** The latest. */
  version: number;
  /** Set: shipped with the service. */
  slug: string | null;
  definition: TemplateDefinition;
}

/**
 * The latest version of the provider's own template or of a shipped one. Throws AppError "forbidden" or
 * "not_found".
 */
export async function showTemplate(
  { db }: Pick<Deps, "db">,
  { actor, templateId }: { actor: Actor; templateId: string },
): Promise<ShownTemplate> {
  const { id, slug, latestVersion } = await visibleTemplate(db, providerOf(actor), templateId);
  const version = await findTemplateVersion(db, id, latestVersion);
  if (!version) throw new Error(`Template ${id} has no version ${latestVersion}.`);
  return { id, version: latestVersion, slug, definition: version.definition };
}
