import type { Texts } from "../../domain/language.ts";
import type { TemplateColors, TicketStyle } from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";
import { omitNulls, sql } from "../sql.ts";

/** As much of a template as a small picture of it needs. */
export interface TemplateSummary {
  id: string;
  name: Texts;
  style: TicketStyle;
  colors: TemplateColors;
  /** Content hash of its picture, for `/images/{hash}.png`. */
  heroHash?: string | undefined;
  /** Content hash of its round symbol. */
  symbolHash?: string | undefined;
  /** null: the provider's own. */
  slug: string | null;
  isArchived: boolean;
  /** Categories of the provider's offers that have it. */
  categories: string[];
}

/**
 * The provider's own templates, newest first, and after them the shipped ones by name; of those that are archived, and of
 * those that were made for one offer, `kept` alone.
 */
export async function templateSummariesOf(
  db: Db,
  providerId: string,
  kept?: string,
): Promise<TemplateSummary[]> {
  const rows = await sql(db, { providerId, kept }).rows<TemplateSummary>(`
    select templates.id, templates.slug, archived_at is not null as is_archived, template_versions.definition -> 'name' as name,
      template_versions.definition ->> 'style' as style,
      template_versions.definition -> 'colors' as colors, template_images.hash as hero_hash, symbols.hash as symbol_hash,
      array(select distinct category from offers where offers.template_id = templates.id and offers.provider_id = :providerId) as categories
    from templates
    join template_versions on template_versions.template_id = templates.id
      and template_versions.version = templates.latest_version
    left join template_images on template_images.template_id = templates.id
      and template_images.version = templates.latest_version
      and template_images.name = 'google-hero.png'
    left join template_images as symbols on symbols.template_id = templates.id
      and symbols.version = templates.latest_version and symbols.name = 'google-logo.png'
    where (templates.provider_id = :providerId or templates.provider_id is null)
      and (archived_at is null and of_offer is null or templates.id::text = :kept)
    order by templates.slug is not null,
      case when templates.slug is null then templates.created_at end desc,
      template_versions.definition -> 'name' ->> 'nb'`);
  return rows.map((row) => omitNulls(row, "heroHash", "symbolHash"));
}
