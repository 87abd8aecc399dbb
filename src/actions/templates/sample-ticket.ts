import { findProvider } from "../../db/providers/providers.ts";
import { findTemplateVersion } from "../../db/templates/template-versions.ts";
import type { TemplateImages } from "../../domain/templates/template.ts";
import { contentOf, type TicketContent } from "../../wallets/content.ts";
import type { Actor, Deps } from "../deps.ts";
import { findVisibleTemplate } from "../access/template-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import { sampleOffer } from "./sample-offer.ts";

/** The template filled with example values. */
export interface SampleTicket {
  content: TicketContent;
  images: TemplateImages;
  /** Content hashes by file name. */
  imageHashes: ReadonlyMap<string, string>;
  uses: number | null;
}

/**
 * Returns the template's latest version as a sample ticket. Throws AppError "forbidden" or "not_found".
 */
export async function sampleTicket(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, templateId }: { actor: Actor; templateId: string },
): Promise<SampleTicket> {
  const providerId = requireProvider(actor);
  const { id, latestVersion } = await findVisibleTemplate(db, providerId, templateId);
  const template = await findTemplateVersion(db, id, latestVersion);
  const provider = await findProvider(db, providerId);
  if (!template || !provider) throw new Error(`Template ${id} has no version or provider.`);
  const { definition, images, imageHashes } = template;
  const offer = sampleOffer({ definition, providerId, at: clock.now() });
  return {
    content: contentOf(definition, offer, provider),
    images,
    imageHashes,
    uses: offer.uses,
  };
}
