import type { TemplateDefinition } from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { deleteRefusals } from "./google-refusals.ts";

/** Those of the offers whose class is missing at Google or older than the offer. */
export function offersBehindInGoogle(db: Db, offerIds: string[]): Promise<string[]> {
  return sql(db, { offerIds }).column(`
    select id from offers where id = any(:offerIds::uuid[]) and google_version < content_version
    order by id`);
}

/** What a class is made from: the template without the bytes of its images. */
export async function findGoogleTemplate(
  db: Db,
  templateId: string,
  version: number,
): Promise<{ definition: TemplateDefinition; imageHashes: Map<string, string> } | undefined> {
  const found = await sql(db, { templateId, version }).row<{
    definition: TemplateDefinition;
    images: Record<string, string> | null;
  }>(`
    select template_versions.definition, (
      select jsonb_object_agg(template_images.name, template_images.hash) from template_images
      where template_images.template_id = template_versions.template_id
        and template_images.version = template_versions.version
        and template_images.name in ('google-logo.png', 'google-hero.png')
    ) as images
    from template_versions where template_id = :templateId and version = :version`);
  return (
    found && {
      definition: found.definition,
      imageHashes: new Map(Object.entries(found.images ?? {})),
    }
  );
}

/** The content version of Google's class, 0 without a class, and its digest. */
export function findGoogleClass(
  db: Db,
  offerId: string,
): Promise<{ googleVersion: number; digest: string | null } | undefined> {
  return sql(db, { offerId }).row(`
    select google_version, google_digest as digest from offers where id = :offerId`);
}

/**
 * Records that Google's class has this content version. Never goes back: a slower writer may come
 * later. Deletes the class's refusal and retries the offer's tickets refused by 401 or 403.
 */
export async function markClassInGoogle(
  trx: Trx,
  offerId: string,
  shown: { version: number; digest: string },
): Promise<void> {
  await sql(trx, { offerId, ...shown }).count(`
    update offers set google_version = :version, google_digest = :digest
    where id = :offerId and google_version <= :version`);
  await deleteRefusals(trx, offerId, [offerId]);
}
