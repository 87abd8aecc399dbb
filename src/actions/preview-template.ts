import { randomBytes } from "node:crypto";
import { findProvider } from "../db/providers.ts";
import { findTemplateVersion } from "../db/templates.ts";
import type { Language } from "../domain/language.ts";
import { AppError } from "../errors.ts";
import { contentOf } from "../wallets/content.ts";
import type { Actor, Deps } from "./deps.ts";
import { visibleTemplate } from "./own-template.ts";
import { providerOf } from "./provider-of.ts";
import { sampleOffer } from "./sample-offer.ts";

/**
 * A signed sample of the template's latest version, to be looked at on a phone; no door accepts its
 * barcode. Throws AppError "forbidden", "not_found" (also without an Apple part), and "unprocessable"
 * for what cannot become a ticket.
 */
export async function previewTemplate(
  { db, clock, apple }: Pick<Deps, "db" | "clock" | "apple">,
  { actor, templateId, language }: { actor: Actor; templateId: string; language: Language },
): Promise<Buffer> {
  const providerId = providerOf(actor);
  const { id, latestVersion } = await visibleTemplate(db, providerId, templateId);
  if (!apple) throw new AppError("not_found", "There are no tickets for Apple Wallet here.");
  const template = await findTemplateVersion(db, id, latestVersion);
  const provider = await findProvider(db, providerId);
  if (!template || !provider) throw new Error(`Template ${id} has no version or provider.`);
  const at = clock.now();
  const offer = sampleOffer({ style: template.definition.style, providerId, at });
  const content = contentOf(template.definition, offer, provider.name);
  const { pieces } = await apple.stamp(
    apple.compile(content, template.images, language, false),
    {
      serialNumber: randomBytes(16).toString("base64url"),
      usesLeft: offer.uses,
      endedAt: null,
      barcode: "J1.sample",
    },
    at,
  );
  return Buffer.concat(pieces);
}
