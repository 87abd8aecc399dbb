import {
  artworkRoles,
  fieldSlots,
  type ArtworkRole,
  type TemplateDefinition,
  type TemplateImages,
} from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { insertImages } from "./images.ts";

export interface Template {
  id: string;
  /** null: shipped with the service, for every provider. */
  providerId: string | null;
  slug: string | null;
  latestVersion: number;
}

export interface TemplateVersion {
  definition: TemplateDefinition;
  /** Rendered images by their name in a wallet. */
  images: TemplateImages;
  /** The same names; the hash is the image's public name. */
  imageHashes: Map<string, string>;
}

export type Artwork = { [R in ArtworkRole]?: Buffer | undefined };

const columns = `id, provider_id as "providerId", slug, latest_version as "latestVersion"`;

export async function findTemplate(db: Db, id: string): Promise<Template | undefined> {
  const { rows } = await db.raw<{ rows: Template[] }>(
    `select ${columns} from templates where id = ?`,
    [id],
  );
  return rows[0];
}

/** The provider's own and the shipped templates, newest first, each in its latest version; those after the template `after`. */
export async function templatesOfProvider(
  db: Db,
  providerId: string,
  { limit, after = null }: { limit: number; after?: string | null },
): Promise<(Template & { definition: TemplateDefinition })[]> {
  const { rows } = await db.raw<{ rows: (Template & { definition: TemplateDefinition })[] }>(
    `select templates.id, templates.provider_id as "providerId", templates.slug,
       templates.latest_version as "latestVersion", template_versions.definition
     from templates
     join template_versions on template_versions.template_id = templates.id
       and template_versions.version = templates.latest_version
     where (templates.provider_id = :providerId or templates.provider_id is null)
       and (:after::uuid is null or (templates.created_at, templates.id) <
         (select seen.created_at, seen.id from templates seen where seen.id = :after))
     order by templates.created_at desc, templates.id desc
     limit :limit`,
    { providerId, after, limit },
  );
  return rows.map((row) => ({ ...row, definition: inSlotOrder(row.definition) }));
}

/** The shipped templates' ids by slug, with the source hash of each one's latest version. */
export async function shippedTemplates(
  db: Db,
): Promise<Map<string, { id: string; sourceHash: string | null }>> {
  const { rows } = await db.raw<{
    rows: { id: string; slug: string; sourceHash: string | null }[];
  }>(
    `select templates.id, templates.slug, template_versions.source_hash as "sourceHash"
     from templates
     join template_versions on template_versions.template_id = templates.id
       and template_versions.version = templates.latest_version
     where templates.provider_id is null`,
  );
  return new Map(rows.map(({ slug, ...template }) => [slug, template]));
}

export async function findTemplateVersion(
  db: Db,
  templateId: string,
  version: number,
): Promise<TemplateVersion | undefined> {
  const { rows: versions } = await db.raw<{ rows: { definition: TemplateDefinition }[] }>(
    `select definition from template_versions where template_id = ? and version = ?`,
    [templateId, version],
  );
  if (!versions[0]) return undefined;
  const { rows } = await db.raw<{ rows: { name: string; hash: string; bytes: Buffer }[] }>(
    `select template_images.name, template_images.hash, images.bytes
     from template_images
     join images on images.hash = template_images.hash
     where template_images.template_id = ? and template_images.version = ?
       and template_images.name not like 'artwork-%'
     order by template_images.name`,
    [templateId, version],
  );
  return {
    definition: inSlotOrder(versions[0].definition),
    images: new Map(rows.map(({ name, bytes }) => [name, bytes])),
    imageHashes: new Map(rows.map(({ name, hash }) => [name, hash])),
  };
}

/** What was uploaded for a version, to render from again when a new version brings only a part. */
export async function findArtwork(db: Db, templateId: string, version: number): Promise<Artwork> {
  const { rows } = await db.raw<{ rows: { name: string; bytes: Buffer }[] }>(
    `select template_images.name, images.bytes
     from template_images
     join images on images.hash = template_images.hash
     where template_images.template_id = ? and template_images.version = ?
       and template_images.name like 'artwork-%'`,
    [templateId, version],
  );
  const byName = new Map(rows.map(({ name, bytes }) => [name, bytes]));
  return Object.fromEntries(
    artworkRoles.flatMap((role) => {
      const bytes = byName.get(artworkName(role));
      return bytes ? [[role, bytes]] : [];
    }),
  );
}

/** A template without a version yet: the caller adds the first in the same transaction. */
export async function insertTemplate(trx: Trx, providerId: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    `insert into templates (provider_id) values (?) returning id`,
    [providerId],
  );
  return rows[0].id;
}

/** The shipped template of that slug, locked, made if it is new. */
export async function lockShippedTemplate(
  trx: Trx,
  slug: string,
): Promise<{ id: string; sourceHash: string | null }> {
  await trx.raw(`insert into templates (slug) values (?) on conflict (slug) do nothing`, [slug]);
  const { rows: locked } = await trx.raw<{ rows: [{ id: string }] }>(
    `select id from templates where slug = ? for update`,
    [slug],
  );
  // Read after the lock was won: the one that held it may have added a version.
  const { rows } = await trx.raw<{ rows: { sourceHash: string | null }[] }>(
    `select source_hash as "sourceHash" from template_versions
     where template_id = ? order by version desc limit 1`,
    [locked[0].id],
  );
  return { id: locked[0].id, sourceHash: rows[0]?.sourceHash ?? null };
}

/** Adds the next version and makes it the latest. The template's row is locked until commit. */
export async function insertTemplateVersion(
  trx: Trx,
  {
    templateId,
    definition,
    images,
    artwork,
    sourceHash = null,
  }: {
    templateId: string;
    definition: TemplateDefinition;
    images: TemplateImages;
    artwork: Artwork;
    sourceHash?: string | null;
  },
): Promise<number> {
  await trx.raw(`select from templates where id = ? for update`, [templateId]);
  const { rows } = await trx.raw<{ rows: [{ version: number }] }>(
    `insert into template_versions (template_id, version, definition, source_hash)
     select ?, coalesce(max(version), 0) + 1, ?, ? from template_versions where template_id = ?
     returning version`,
    [templateId, JSON.stringify(definition), sourceHash, templateId],
  );
  const { version } = rows[0];
  const uploaded = artworkRoles.flatMap((role): [string, Buffer][] => {
    const bytes = artwork[role];
    return bytes ? [[artworkName(role), bytes]] : [];
  });
  const hashes = await insertImages(trx, new Map([...images, ...uploaded]));
  await trx.raw(
    `insert into template_images (template_id, version, name, hash)
     select ?, ?, * from unnest(?::text[], ?::text[])`,
    [templateId, version, [...hashes.keys()], [...hashes.values()]],
  );
  await trx.raw(`update templates set latest_version = ? where id = ?`, [version, templateId]);
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
