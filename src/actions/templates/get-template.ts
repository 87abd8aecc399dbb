import { findTemplateVersion } from "../../db/templates/templates.ts";
import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Actor, Deps } from "../deps.ts";
import { findVisibleTemplate } from "../access/template-access.ts";
import { requireProvider } from "../access/require-provider.ts";

export interface TemplateDetails {
  id: string;
  version: number;
  /** Set for a template that is shipped with the service. */
  slug: string | null;
  definition: TemplateDefinition;
}

/**
 * Returns the latest version of a shipped template or one of the provider's own. Throws AppError
 * "forbidden" or "not_found".
 */
export async function getTemplate(
  { db }: Pick<Deps, "db">,
  { actor, templateId }: { actor: Actor; templateId: string },
): Promise<TemplateDetails> {
  const { id, slug, latestVersion } = await findVisibleTemplate(
    db,
    requireProvider(actor),
    templateId,
  );
  const version = await findTemplateVersion(db, id, latestVersion);
  if (!version) throw new Error(`Template ${id} has no version ${latestVersion}.`);
  return { id, version: latestVersion, slug, definition: version.definition };
}
