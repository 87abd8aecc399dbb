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

export interface TemplateVersion {
  definition: TemplateDefinition;
  /** Rendered images by their name in a wallet. */
  images: TemplateImages;
  /** The same names; the hash is the image's public name. */
  imageHashes: Map<string, string>;
}

export type Artwork = { [R in ArtworkRole]?: Buffer | undefined };

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
export function inSlotOrder(definition: TemplateDefinition): TemplateDefinition {
  const fields = Object.fromEntries(
    fieldSlots.map((slot) => [slot, definition.fields[slot]]),
  ) as TemplateDefinition["fields"];
  return { ...definition, fields };
}
