import { recordAudit } from "../../db/audit.ts";
import { setArchived } from "../../db/templates/archived-templates.ts";
import { findVisibleTemplate } from "../access/template-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Archives a template of the provider's own, or brings it back; offers that show it keep it. Repeating it changes
 * nothing. Throws AppError "forbidden", "not_found", or "illegal_state" for a shipped template.
 */
export async function setTemplateArchived(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, templateId, archived }: { actor: Actor; templateId: string; archived: boolean },
): Promise<void> {
  const providerId = requireProvider(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    const { id, slug } = await findVisibleTemplate(trx, providerId, templateId);
    if (slug !== null) {
      throw new AppError("illegal_state", "A shipped template is everybody's, and stays.");
    }
    if (!(await setArchived(trx, { id, at: archived ? clock.now() : null }))) return;
    await recordAudit(trx, {
      actor: actor.id,
      action: archived ? "template.archived" : "template.restored",
      subject: id,
    });
  });
}
