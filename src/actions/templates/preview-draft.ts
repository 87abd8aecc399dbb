import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { findProvider } from "../../db/providers/providers.ts";
import type { Artwork } from "../../db/templates/template-versions.ts";
import {
  artworkRoles,
  type ArtworkRole,
  type TemplateDefinition,
  type TemplateImages,
} from "../../domain/templates/template.ts";
import { logoWarnings, type LogoWarning } from "../../wallets/artwork/logo-warnings.ts";
import { thumbnailOf } from "../../wallets/artwork/thumbnail.ts";
import { renderArtwork } from "../../wallets/artwork/render-artwork.ts";
import { contentOf } from "../../wallets/content.ts";
import type { Actor, Deps } from "../deps.ts";
import { draftArtwork, type DraftPictures } from "./draft-artwork.ts";
import { requireProvider } from "../access/require-provider.ts";
import { sampleOffer } from "./sample-offer.ts";
import type { SampleTicket } from "./sample-ticket.ts";

/** The image files that the previews show. */
const shownSlots = ["strip@2x.png", "logo@2x.png", "google-logo.png", "google-hero.png"];

/**
 * Returns a template draft as a sample ticket. Stores nothing. Throws AppError "forbidden" or "not_found".
 */
export async function previewDraft(
  { db, clock }: Pick<Deps, "db" | "clock">,
  {
    actor,
    definition,
    ...pictures
  }: DraftPictures & { actor: Actor; definition: TemplateDefinition },
): Promise<Omit<SampleTicket, "imageHashes"> & Pick<DrawnPictures, "thumbnails" | "warnings">> {
  const providerId = requireProvider(actor);
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Error(`There is no provider ${providerId}.`);
  const { artwork } = await draftArtwork({ db }, { actor, ...pictures });
  const offer = sampleOffer({ definition, providerId, at: clock.now() });
  const { images, thumbnails, warnings } = await picturesOf(artwork, definition);
  return {
    content: contentOf(definition, offer, provider),
    images,
    uses: offer.uses,
    thumbnails,
    warnings,
  };
}

/** A draft's pictures: in the wallets' slots, small ones of the uploads as data URLs, and what is wrong with the logo. */
interface DrawnPictures {
  images: TemplateImages;
  thumbnails: { [R in ArtworkRole]?: string | undefined };
  warnings: LogoWarning[];
}

const rendered = new LRUCache<string, Promise<DrawnPictures>>({ max: 8 });

async function draw(artwork: Artwork, definition: TemplateDefinition): Promise<DrawnPictures> {
  const images = await renderArtwork(artwork, definition, shownSlots);
  const thumbnails: DrawnPictures["thumbnails"] = {};
  for (const role of artworkRoles) {
    const upload = artwork[role];
    if (upload) thumbnails[role] = await thumbnailOf(upload, role);
  }
  const { logo } = artwork;
  const warnings = logo ? await logoWarnings(logo, definition.colors.background) : [];
  return { images, thumbnails, warnings };
}

/** Draws the pictures, cached, since most edits of a draft change texts only. */
function picturesOf(artwork: Artwork, definition: TemplateDefinition): Promise<DrawnPictures> {
  const { style, colors, heroFocus, fields } = definition;
  const look = [style, colors, heroFocus, fields.primary];
  const hash = createHash("sha256").update(JSON.stringify(look));
  for (const role of artworkRoles)
    hash.update(`${artwork[role]?.length}:`).update(artwork[role] ?? "");
  const key = hash.digest("hex");
  const known = rendered.get(key);
  if (known) return known;
  const pictures = draw(artwork, definition);
  rendered.set(key, pictures);
  pictures.catch(() => rendered.delete(key));
  return pictures;
}
