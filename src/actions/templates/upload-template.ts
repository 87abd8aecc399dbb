import { recordAudit } from "../../db/audit.ts";
import { insertTemplate, insertTemplateVersion } from "../../db/templates/templates.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Actor, Deps, NestableDeps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { renderTemplate, type RenderedTemplate, type TemplateUpload } from "./render-template.ts";
import { unitOfWork } from "../unit-of-work.ts";

export interface StoredTemplate {
  id: string;
  version: number;
  definition: TemplateDefinition;
}

/**
 * Renders and stores a template, or a new version of one. Throws as `renderTemplate` and `storeTemplate`
 * do.
 */
export async function uploadTemplate(
  deps: Pick<Deps, "db" | "clock" | "apple">,
  { ifMatch, ...upload }: TemplateUpload & { ifMatch?: string | undefined },
): Promise<StoredTemplate> {
  const rendered = await renderTemplate(deps, upload);
  return storeTemplate(deps, { ...rendered, actor: upload.actor, ifMatch });
}

/**
 * Stores a rendered template; issued tickets keep the version they have. Throws AppError "forbidden", or
 * "precondition_failed" when `ifMatch` names another version than the one before.
 */
export async function storeTemplate(
  { db }: Pick<NestableDeps, "db">,
  {
    actor,
    ifMatch,
    templateId,
    ...rendered
  }: RenderedTemplate & { actor: Actor; ifMatch?: string | undefined },
): Promise<StoredTemplate> {
  const providerId = requireProvider(actor);
  return unitOfWork({ db }, async ({ trx }) => {
    const id = templateId ?? (await insertTemplate(trx, providerId));
    const version = await insertTemplateVersion(trx, { templateId: id, ...rendered });
    requireMatch(ifMatch, String(version - 1));
    const action = templateId === undefined ? "template.uploaded" : "template.replaced";
    await recordAudit(trx, { actor: actor.id, action, subject: id, detail: { version } });
    return { id, version, definition: rendered.definition };
  });
}
