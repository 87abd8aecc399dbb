import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { inSlotOrder } from "./template-versions.ts";

export interface Template {
  id: string;
  /** null: shipped with the service, for every provider. */
  providerId: string | null;
  slug: string | null;
  latestVersion: number;
  isArchived: boolean;
}

export function findTemplate(db: Db, id: string): Promise<Template | undefined> {
  return sql(db, { id }).row(`
    select id, provider_id, slug, latest_version, archived_at is not null as is_archived
    from templates where id = :id`);
}

/**
 * The provider's own and the shipped templates after the template `after`, newest first, each in its
 * latest version; or those of its own that are archived.
 */
export async function templatesOfProvider(
  db: Db,
  providerId: string,
  page: { limit: number; after?: string | null; archived?: boolean },
): Promise<(Template & { definition: TemplateDefinition })[]> {
  const rows = await sql(db, { after: null, archived: false, ...page, providerId }).rows<
    Template & { definition: TemplateDefinition }
  >(`
    select templates.id, templates.provider_id, templates.slug, templates.latest_version,
      templates.archived_at is not null as is_archived, template_versions.definition
    from templates
    join template_versions on template_versions.template_id = templates.id
      and template_versions.version = templates.latest_version
    where (templates.provider_id = :providerId or templates.provider_id is null)
      and (templates.archived_at is not null) = :archived
      and (:after::uuid is null or (templates.created_at, templates.id) <
        (select seen.created_at, seen.id from templates seen where seen.id = :after))
    order by templates.created_at desc, templates.id desc
    limit :limit`);
  return rows.map((row) => ({ ...row, definition: inSlotOrder(row.definition) }));
}

/**
 * Inserts a template without a version, perhaps for one offer alone: the caller inserts the first version in the same
 * transaction.
 */
export function insertTemplate(trx: Trx, providerId: string, ofOffer?: string): Promise<string> {
  return sql(trx, { providerId, ofOffer }).value(
    "insert into templates (provider_id, of_offer) values (:providerId, :ofOffer) returning id",
  );
}
