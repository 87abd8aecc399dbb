import {
  artworkRoles,
  fieldSlots,
  type ArtworkRole,
  type TemplateDefinition,
  type TemplateImages,
} from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { insertImages } from "./images.ts";

export interface Template {
  id: string;
  /** null: shipped with the service, for every provider. */
  providerId: string | null;
  slug: string | null;
  latestVersion: number;
  isArchived: boolean;
}

export interface TemplateVersion {
  definition: TemplateDefinition;
  /** Rendered images by their name in a wallet. */
  images: TemplateImages;
  /** The same names; the hash is the image's public name. */
  imageHashes: Map<string, string>;
}

export type Artwork = { [R in ArtworkRole]?: Buffer | undefined };

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

export async function findTemplateVersion(
  db: Db,
  templateId: string,
  version: number,
): Promise<TemplateVersion | undefined> {
  const { column, rows } = sql(db, { templateId, version });
  const [definition] = await column<TemplateDefinition>(`
    select definition from template_versions
    where template_id = :templateId and version = :version`);
  if (!definition) return undefined;
  const images = await rows<{ name: string; hash: string; bytes: Buffer }>(`
    select template_images.name, template_images.hash, images.bytes
    from template_images
    join images on images.hash = template_images.hash
    where template_images.template_id = :templateId and template_images.version = :version
      and template_images.name not like 'artwork-%'
    order by template_images.name`);
  return {
    definition: inSlotOrder(definition),
    images: new Map(images.map(({ name, bytes }) => [name, bytes])),
    imageHashes: new Map(images.map(({ name, hash }) => [name, hash])),
  };
}

/** The files uploaded for a version, to render from again when a new version brings only a part. */
export async function findArtwork(db: Db, templateId: string, version: number): Promise<Artwork> {
  const rows = await sql(db, { templateId, version }).rows<{ name: string; bytes: Buffer }>(`
    select template_images.name, images.bytes
    from template_images
    join images on images.hash = template_images.hash
    where template_images.template_id = :templateId and template_images.version = :version
      and template_images.name like 'artwork-%'`);
  const byName = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  return Object.fromEntries(
    artworkRoles.flatMap((role) => {
      const bytes = byName.get(artworkName(role));
      return bytes ? [[role, bytes]] : [];
    }),
  );
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

/** Inserts the next version and makes it the latest. The template's row is locked until commit. */
export async function insertTemplateVersion(
  trx: Trx,
  template: {
    templateId: string;
    definition: TemplateDefinition;
    images: TemplateImages;
    artwork: Artwork;
    sourceHash?: string | null;
  },
): Promise<number> {
  const { templateId, images, artwork, sourceHash } = template;
  const definition = JSON.stringify(template.definition);
  const { count, value } = sql(trx, { templateId, definition, sourceHash });
  await count("select from templates where id = :templateId for update");
  const version = await value<number>(`
    insert into template_versions (template_id, version, definition, source_hash)
    select :templateId, coalesce(max(version), 0) + 1, :definition, :sourceHash
    from template_versions where template_id = :templateId
    returning version`);
  const uploaded = artworkRoles.flatMap((role): [string, Buffer][] => {
    const bytes = artwork[role];
    return bytes ? [[artworkName(role), bytes]] : [];
  });
  const hashes = await insertImages(trx, new Map([...images, ...uploaded]));
  const next = sql(trx, {
    templateId,
    version,
    names: [...hashes.keys()],
    hashes: [...hashes.values()],
  });
  await next.count(`
    insert into template_images (template_id, version, name, hash)
    select :templateId, :version, * from unnest(:names::text[], :hashes::text[])`);
  await next.count("update templates set latest_version = :version where id = :templateId");
  return version;
}

const artworkName = (role: ArtworkRole) => `artwork-${role}`;

/** jsonb keeps no order of keys; fields are read in the order of the ticket's face. */
function inSlotOrder(definition: TemplateDefinition): TemplateDefinition {
  const fields = Object.fromEntries(
    fieldSlots.map((slot) => [slot, definition.fields[slot]]),
  ) as TemplateDefinition["fields"];
  return { ...definition, fields };
}
