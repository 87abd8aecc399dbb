import { findTemplateVersion } from "../../db/templates/template-versions.ts";
import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Actor, Deps } from "../deps.ts";
import { AppError } from "../../errors.ts";
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
 * Returns the latest version of a shipped template or one of the provider's own, or the given one. Throws AppError
 * "forbidden" or "not_found".
 */
export async function getTemplate(
  { db }: Pick<Deps, "db">,
  {
    actor,
    templateId,
    version,
  }: { actor: Actor; templateId: string; version?: number | undefined },
): Promise<TemplateDetails> {
  const { id, slug, latestVersion } = await findVisibleTemplate(
    db,
    requireProvider(actor),
    templateId,
  );
  const wanted = version ?? latestVersion;
  const found = await findTemplateVersion(db, id, wanted);
  if (!found && version !== undefined) throw new AppError("not_found", "There is no such version.");
  if (!found) throw new Error(`Template ${id} has no version ${latestVersion}.`);
  return { id, version: wanted, slug, definition: found.definition };
}
