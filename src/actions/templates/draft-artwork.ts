import { findLookArtwork } from "../../db/templates/provider-looks.ts";
import { findTemplateUpload } from "../../db/templates/template-uploads.ts";
import { findArtwork, type Artwork } from "../../db/templates/template-versions.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { artworkRoles, type ArtworkRole } from "../../domain/templates/template.ts";
import type { Actor, Deps } from "../deps.ts";
import { findVisibleTemplate } from "../access/template-access.ts";
import { requireProvider } from "../access/require-provider.ts";

/** The pictures of a template draft, by source. */
export interface DraftPictures {
  /** The template that the draft copies or changes. */
  baseId?: string | undefined;
  /** Whether the icon and logo of the provider's look stand in for the base's. */
  ownLook: boolean;
  /** Ids of stored uploads. */
  uploads: { [R in ArtworkRole]?: string | undefined };
  /** Pictures of the base that the draft removes. */
  without: readonly ArtworkRole[];
}

/**
 * Returns the draft's artwork as uploaded, and the roles whose stored upload has expired. Throws AppError
 * "forbidden", or "not_found" for a base of another provider.
 */
export async function draftArtwork(
  { db }: Pick<Deps, "db">,
  { actor, baseId, ownLook, uploads, without }: DraftPictures & { actor: Actor },
): Promise<{ artwork: Artwork; expired: ArtworkRole[] }> {
  const providerId = requireProvider(actor);
  const artworkOf = async (templateId: string | undefined): Promise<Artwork> => {
    if (templateId === undefined) return {};
    const { id, latestVersion } = await findVisibleTemplate(db, providerId, templateId);
    return findArtwork(db, id, latestVersion);
  };
  const base = await artworkOf(baseId);
  const { icon, logo } = ownLook ? await findLookArtwork(db, providerId) : base;
  const artwork: Artwork = { ...base, icon, logo };
  const expired: ArtworkRole[] = [];
  for (const role of artworkRoles) {
    const id = uploads[role];
    const sent =
      id !== undefined && isUuid(id) ? await findTemplateUpload(db, { id, providerId }) : undefined;
    if (id !== undefined && !sent) expired.push(role);
    if (sent) artwork[role] = sent;
    else if (without.includes(role)) Reflect.deleteProperty(artwork, role);
  }
  return { artwork, expired };
}
