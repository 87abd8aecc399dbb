import { templatesOfProvider } from "../../db/templates/templates.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { TemplateDetails } from "./get-template.ts";

/**
 * Returns a page of the provider's own and the shipped templates, or of its archived ones, newest first. Throws AppError
 * "forbidden", or "validation_failed" for an invalid cursor.
 */
export async function listTemplates(
  { db }: Pick<Deps, "db">,
  {
    actor,
    limit = 50,
    cursor,
    archived = false,
  }: { actor: Actor; limit?: number; cursor?: string | undefined; archived?: boolean },
): Promise<{ items: TemplateDetails[]; nextCursor: string | null }> {
  const providerId = requireProvider(actor);
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new AppError("validation_failed", "The cursor is none that a page gave out.", {
      errors: [{ path: "cursor", code: "invalid_cursor", message: "must be a page's nextCursor" }],
    });
  }
  const found = await templatesOfProvider(db, providerId, {
    limit: limit + 1,
    after: cursor ?? null,
    archived,
  });
  const items = found.slice(0, limit).map(({ id, latestVersion, slug, definition }) => ({
    id,
    version: latestVersion,
    slug,
    definition,
  }));
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
