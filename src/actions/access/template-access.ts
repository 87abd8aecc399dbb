import type { Db } from "../../db/connect.ts";
import { findTemplate, type Template } from "../../db/templates/templates.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";

/** The provider's own template or a shipped one. Throws AppError("not_found") for any other. */
export async function findVisibleTemplate(
  db: Db,
  providerId: string,
  templateId: string,
): Promise<Template> {
  const template = isUuid(templateId) ? await findTemplate(db, templateId) : undefined;
  if (template && (template.providerId ?? providerId) === providerId) return template;
  throw new AppError("not_found", "There is no such template.");
}
