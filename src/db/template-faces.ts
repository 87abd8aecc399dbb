import type { Texts } from "../domain/language.ts";
import type { TemplateColors } from "../domain/template.ts";
import type { Db } from "./connect.ts";

/** As much of a template as a small picture of it needs. */
export interface TemplateFace {
  id: string;
  name: Texts;
  colors: TemplateColors;
  /** Content hash of its picture, for `/images/{hash}.png`. */
  heroHash?: string | undefined;
  /** null: the provider's own. */
  slug: string | null;
}

interface FaceRow extends Omit<TemplateFace, "heroHash"> {
  hero_hash: string | null;
}

const faceOf = ({ hero_hash, ...face }: FaceRow): TemplateFace => ({
  ...face,
  ...(hero_hash !== null && { heroHash: hero_hash }),
});

const columns = `
  templates.id, templates.slug, template_versions.definition -> 'name' as name,
  template_versions.definition -> 'colors' as colors, template_images.hash as hero_hash`;

const joins = (version: string) => `
  join template_versions on template_versions.template_id = templates.id
    and template_versions.version = ${version}
  left join template_images on template_images.template_id = templates.id
    and template_images.version = ${version} and template_images.name = 'google-hero.png'`;

/** The provider's own templates, newest first, and after them the shipped ones. */
export async function templateFacesOf(db: Db, providerId: string): Promise<TemplateFace[]> {
  const { rows } = await db.raw<{ rows: FaceRow[] }>(
    `select ${columns} from templates ${joins("templates.latest_version")}
     where templates.provider_id = ? or templates.provider_id is null
     order by templates.slug is not null, templates.created_at desc, templates.slug`,
    [providerId],
  );
  return rows.map(faceOf);
}

/** The template in the version that a ticket of the offer would have. */
export async function templateFaceOfOffer(
  db: Db,
  offerId: string,
): Promise<TemplateFace | undefined> {
  const { rows } = await db.raw<{ rows: FaceRow[] }>(
    `select ${columns}
     from offers join templates on templates.id = offers.template_id
     ${joins("offers.template_version")}
     where offers.id = ?::uuid`,
    [offerId],
  );
  return rows[0] && faceOf(rows[0]);
}
