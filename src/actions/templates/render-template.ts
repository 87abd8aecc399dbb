import { findProvider } from "../../db/providers/providers.ts";
import { findLookArtwork } from "../../db/templates/provider-looks.ts";
import type { Template } from "../../db/templates/templates.ts";
import { findArtwork, type Artwork } from "../../db/templates/template-versions.ts";
import { languages } from "../../domain/language.ts";
import { checkTemplate } from "../../domain/templates/template-check.ts";
import type { TemplateDefinition, TemplateImages } from "../../domain/templates/template.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { renderArtwork } from "../../wallets/artwork/render-artwork.ts";
import { contentOf, type TicketContent } from "../../wallets/content.ts";
import { textModules } from "../../wallets/google/text-modules.ts";
import type { Actor, Deps } from "../deps.ts";
import { findVisibleTemplate } from "../access/template-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import { sampleOffer } from "./sample-offer.ts";

export interface TemplateUpload {
  actor: Actor;
  /**
   * Set for a new version; pictures that are absent are then kept from the version before. A new template without an
   * icon gets the provider's icon and logo.
   */
  templateId?: string | undefined;
  definition: unknown;
  artwork: Artwork;
  /** When true, a picture that `artwork` lacks is removed instead of kept. */
  isWhole?: boolean;
}

/** A validated template with its rendered images. */
export interface RenderedTemplate {
  /** Set for a new version. */
  templateId: string | undefined;
  definition: TemplateDefinition;
  images: TemplateImages;
  artwork: Artwork;
}

/**
 * Validates an upload, renders its images and signs trial passes of it; stores nothing. Takes seconds, so
 * it must not run inside a transaction. Throws AppError "unprocessable" or "revealing_text" with the path
 * of each fault, "forbidden" or "not_found".
 */
export async function renderTemplate(
  deps: Pick<Deps, "db" | "clock" | "apple">,
  { actor, templateId, definition: input, artwork: uploaded, isWhole = false }: TemplateUpload,
): Promise<RenderedTemplate> {
  const { db } = deps;
  const providerId = requireProvider(actor);
  const known =
    templateId === undefined ? undefined : await ownTemplate(deps, providerId, templateId);
  const artwork = {
    ...(known && !isWhole && (await findArtwork(db, known.id, known.latestVersion))),
    ...(known || isWhole || uploaded.icon ? {} : await findLookArtwork(db, providerId)),
    ...uploaded,
  };
  const checked = checkTemplate(input);
  const errors = "errors" in checked ? checked.errors : [];
  if (!artwork.icon) {
    errors.push({ path: "icon", code: "required", message: "An icon is required." });
  }
  if ("errors" in checked || errors.length > 0) throw refusal(errors);

  const { definition } = checked;
  const images = await renderArtwork(artwork, definition);
  await tryOut(deps, providerId, definition, images);
  return { templateId: known?.id, definition, images, artwork };
}

async function ownTemplate(
  { db }: Pick<Deps, "db">,
  providerId: string,
  templateId: string,
): Promise<Template> {
  const template = await findVisibleTemplate(db, providerId, templateId);
  if (template.providerId !== null) return template;
  throw new AppError("forbidden", "A shipped template cannot be changed; upload one of your own.");
}

function refusal(errors: FieldError[]): AppError {
  const revealing = errors.every(({ code }) => code === "revealing_text");
  return revealing
    ? new AppError("revealing_text", "A text would tell how the holder came by the ticket.", {
        errors,
      })
    : new AppError("unprocessable", "The template cannot become a ticket as it is.", { errors });
}

/** Signs a live and an ended pass in every language, to find faults before the template is stored. */
async function tryOut(
  { db, clock, apple }: Pick<Deps, "db" | "clock" | "apple">,
  providerId: string,
  definition: TemplateDefinition,
  images: TemplateImages,
): Promise<void> {
  const at = clock.now();
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Error(`There is no provider ${providerId}.`);
  const offer = sampleOffer({ definition, providerId, at });
  const content = contentOf(definition, offer, provider);
  refuseWhatGoogleLeavesOut(content);
  if (!apple) return;
  for (const language of languages) {
    for (const ended of [false, true]) {
      const compiled = apple.compile(content, images, language, ended);
      await apple.stamp(
        compiled,
        {
          serialNumber: "AAAAAAAAAAAAAAAAAAAAAA",
          usesLeft: offer.uses,
          endedAt: ended ? at : null,
          lastsUntil: null,
          partsLeft: null,
          ticketNumber: "123 456 786",
          barcode: "J2SAMPLE",
          barcodeText: "123 456 786",
        },
        at,
      );
    }
  }
}

function refuseWhatGoogleLeavesOut(content: TicketContent): void {
  const { leftOut } = textModules(content);
  if (leftOut.length === 0) return;
  throw refusal([
    {
      path: "fields",
      code: "too_many_fields",
      message: `Google Wallet has no room left for ${leftOut.join(", ")}.`,
    },
  ]);
}
