import { recordAudit } from "../../db/audit.ts";
import { insertTemplate } from "../../db/templates/templates.ts";
import { insertTemplateVersion } from "../../db/templates/template-versions.ts";
import { takeOverLook } from "../../db/templates/provider-looks.ts";
import { changedMeanwhile, isMatch, seenRevision } from "../../domain/entity-tag.ts";
import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Actor, Deps, NestableDeps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { renderTemplate, type RenderedTemplate, type TemplateUpload } from "./render-template.ts";
import { changesSince } from "./changes-since.ts";
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
  {
    ifMatch,
    ofOffer,
    ...upload
  }: TemplateUpload & { ifMatch?: string | undefined; ofOffer?: string | undefined },
): Promise<StoredTemplate> {
  const rendered = await renderTemplate(deps, upload);
  return storeTemplate(deps, { ...rendered, actor: upload.actor, ifMatch, ofOffer });
}

/**
 * Stores a rendered template; issued tickets keep the version they have. The provider's first gives it its look, but for
 * a template `ofOffer`. Throws AppError "forbidden", or
 * "precondition_failed" when `ifMatch` names another version than the one before.
 */
export async function storeTemplate(
  { db }: Pick<NestableDeps, "db">,
  {
    actor,
    ifMatch,
    ofOffer,
    templateId,
    ...rendered
  }: RenderedTemplate & {
    actor: Actor;
    ifMatch?: string | undefined;
    /** Of an offer whose look it is alone. */
    ofOffer?: string | undefined;
  },
): Promise<StoredTemplate> {
  const providerId = requireProvider(actor);
  return unitOfWork({ db }, async ({ trx }) => {
    const id = templateId ?? (await insertTemplate(trx, providerId, ofOffer));
    const version = await insertTemplateVersion(trx, { templateId: id, ...rendered });
    if (!isMatch(ifMatch, String(version - 1))) {
      throw changedMeanwhile(await changesSince(trx, id, seenRevision(ifMatch), version - 1));
    }
    if (ofOffer === undefined) await takeOverLook(trx, id);
    const action = templateId === undefined ? "template.uploaded" : "template.replaced";
    await recordAudit(trx, { actor: actor.id, action, subject: id, detail: { version } });
    return { id, version, definition: rendered.definition };
  });
}
