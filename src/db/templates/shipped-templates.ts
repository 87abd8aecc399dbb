import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A shipped template, with the source hash of its latest version; null without a version. */
interface ShippedTemplate {
  id: string;
  sourceHash: string | null;
}

/** The shipped templates by slug. */
export async function shippedTemplates(db: Db): Promise<Map<string, ShippedTemplate>> {
  const rows = await sql(db).rows<ShippedTemplate & { slug: string }>(`
    select templates.id, templates.slug, template_versions.source_hash
    from templates
    join template_versions on template_versions.template_id = templates.id
      and template_versions.version = templates.latest_version
    where templates.provider_id is null`);
  return new Map(rows.map(({ slug, ...template }) => [slug, template]));
}

/** The shipped template of that slug, locked; inserted if it is new. */
export async function lockShippedTemplate(trx: Trx, slug: string): Promise<ShippedTemplate> {
  const { count, value } = sql(trx, { slug });
  await count("insert into templates (slug) values (:slug) on conflict (slug) do nothing");
  const id = await value<string>("select id from templates where slug = :slug for update");
  // Read after the lock was acquired: its holder before may have inserted a version.
  const [sourceHash = null] = await sql(trx, { id }).column<string | null>(`
    select source_hash from template_versions
    where template_id = :id order by version desc limit 1`);
  return { id, sourceHash };
}
