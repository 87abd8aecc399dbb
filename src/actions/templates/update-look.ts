import { recordAudit } from "../../db/audit.ts";
import { findLookArtwork, upsertLook } from "../../db/templates/provider-looks.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { checkLook, type ProviderLook } from "../../domain/templates/look.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { artworkFaults } from "../../wallets/artwork/normalise-artwork.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Replaces the provider's logo and colours, or sets its first; templates that are there keep theirs. Without `icon` both
 * pictures stay as they are; with it there is a logo only where one is given. Throws AppError "forbidden", "unprocessable"
 * with the path of each fault, or "precondition_failed" when `ifMatch` names another version than the one before.
 */
export async function updateLook(
  { db }: Pick<Deps, "db">,
  {
    actor,
    look,
    artwork,
    ifMatch,
  }: {
    actor: Actor;
    look: unknown;
    artwork: { icon?: Buffer | undefined; logo?: Buffer | undefined };
    ifMatch?: string | undefined;
  },
): Promise<ProviderLook> {
  const providerId = requireProvider(actor);
  const checked = checkLook(look);
  const errors: FieldError[] = "errors" in checked ? checked.errors : [];
  for (const role of ["icon", "logo"] as const) {
    const picture = artwork[role];
    if (picture) errors.push(...(await artworkFaults(picture, role)));
  }
  if (artwork.logo && !artwork.icon) {
    errors.push({ path: "icon", code: "required", message: "is required beside a logo" });
  }
  if ("errors" in checked || errors.length > 0) throw refusal(errors);
  const { colors } = checked;
  return unitOfWork({ db }, async ({ trx }) => {
    const { icon, logo } = artwork.icon ? artwork : await findLookArtwork(trx, providerId);
    if (!icon) throw refusal([{ path: "icon", code: "required", message: "An icon is required." }]);
    const version = await upsertLook(trx, { providerId, colors, icon, logo });
    requireMatch(ifMatch, String(version - 1));
    await recordAudit(trx, {
      actor: actor.id,
      action: "look.changed",
      subject: providerId,
      detail: { version },
    });
    return { version, colors, hasLogo: logo !== undefined };
  });
}

const refusal = (errors: FieldError[]) =>
  new AppError("unprocessable", "The look cannot become a ticket's as it is.", { errors });
