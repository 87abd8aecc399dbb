import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { findProvider } from "../../db/providers/providers.ts";
import type { Artwork } from "../../db/templates/templates.ts";
import {
  artworkRoles,
  type TemplateDefinition,
  type TemplateImages,
} from "../../domain/templates/template.ts";
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
): Promise<Omit<SampleTicket, "imageHashes">> {
  const providerId = requireProvider(actor);
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Error(`There is no provider ${providerId}.`);
  const { artwork } = await draftArtwork({ db }, { actor, ...pictures });
  const offer = sampleOffer({ definition, providerId, at: clock.now() });
  const images = await imagesOf(artwork, definition);
  return {
    content: contentOf(definition, offer, provider),
    images,
    uses: offer.uses,
  };
}

const rendered = new LRUCache<string, Promise<TemplateImages>>({ max: 8 });

/** Renders the images, cached, since most edits of a draft change texts only. */
function imagesOf(artwork: Artwork, definition: TemplateDefinition): Promise<TemplateImages> {
  const { style, colors, heroFocus, fields } = definition;
  const look = [style, colors, heroFocus, fields.primary];
  const hash = createHash("sha256").update(JSON.stringify(look));
  for (const role of artworkRoles)
    hash.update(`${artwork[role]?.length}:`).update(artwork[role] ?? "");
  const key = hash.digest("hex");
  const known = rendered.get(key);
  if (known) return known;
  const images = renderArtwork(artwork, definition, shownSlots);
  rendered.set(key, images);
  images.catch(() => rendered.delete(key));
  return images;
}
