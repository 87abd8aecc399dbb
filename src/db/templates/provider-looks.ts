import type { ProviderLook } from "../../domain/templates/look.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { insertImages } from "./images.ts";
import type { Artwork } from "./template-versions.ts";

/** The provider's look; undefined before it has one. */
export function findLook(db: Db, providerId: string): Promise<ProviderLook | undefined> {
  return sql(db, { providerId }).row(`
    select version, logo_hash is not null as has_logo,
      jsonb_build_object('background', background, 'foreground', foreground, 'label', label) as colors
    from provider_looks where provider_id = :providerId`);
}

/** The icon and logo of the provider's look, as uploaded; empty before it has one. */
export async function findLookArtwork(
  db: Db,
  providerId: string,
): Promise<Pick<Artwork, "icon" | "logo">> {
  const found = await sql(db, { providerId }).row<{ icon: Buffer; logo: Buffer | null }>(`
    select icons.bytes as icon, logos.bytes as logo
    from provider_looks
    join images as icons on icons.hash = icon_hash
    left join images as logos on logos.hash = logo_hash
    where provider_id = :providerId`);
  return found ? { icon: found.icon, ...(found.logo && { logo: found.logo }) } : {};
}

/** Replaces the provider's look, or makes its first. Returns the new version. */
export async function upsertLook(
  trx: Trx,
  look: { providerId: string; colors: TemplateColors; icon: Buffer; logo?: Buffer | undefined },
): Promise<number> {
  const { providerId, colors, icon, logo } = look;
  const pictures = new Map([["icon", icon], ...(logo ? [["logo", logo] as const] : [])]);
  const hashes = await insertImages(trx, pictures);
  const hash = { icon: hashes.get("icon"), logo: hashes.get("logo") };
  return sql(trx, { providerId, ...colors, ...hash }).value(`
    insert into provider_looks as looks (provider_id, background, foreground, label, icon_hash, logo_hash)
    values (:providerId, :background, :foreground, :label, :icon, :logo)
    on conflict (provider_id) do update
    set version = looks.version + 1, background = excluded.background, foreground = excluded.foreground,
      label = excluded.label, icon_hash = excluded.icon_hash, logo_hash = excluded.logo_hash
    returning version`);
}

/** Makes the template's look the provider's, where it has none yet. */
export async function takeOverLook(trx: Trx, templateId: string): Promise<void> {
  await sql(trx, { templateId }).rows("select take_over_look(:templateId)");
}
