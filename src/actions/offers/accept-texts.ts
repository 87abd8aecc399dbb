import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { acceptText, textExceptionsOf } from "../../db/offers/text-exceptions.ts";
import { textsOfTerms } from "../../domain/offers/texts-of-terms.ts";
import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import { textsToAccept } from "../../domain/offers/text-exceptions.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/**
 * Accepts, at an approval, the texts of a locked offer that wait for it. Each is named by its path, so that no text
 * is accepted unseen, and the approval names the revision that holds it. Throws AppError("validation_failed").
 */
export async function acceptTexts(
  trx: Trx,
  {
    actor,
    offer,
    paths = [],
    revision,
    at,
  }: {
    actor: Actor;
    offer: Offer;
    paths?: readonly string[] | undefined;
    revision: string | undefined;
    at: Date;
  },
): Promise<void> {
  const exceptions = (await textExceptionsOf(trx, [offer.id])).get(offer.id) ?? [];
  const seen = withPendingTerms(offer, offer.pendingChange?.terms);
  const waiting = textsToAccept(exceptions, textsOfTerms(seen));
  if (waiting.length === 0) return;
  const missing = waiting.filter(({ path }) => !paths.includes(path));
  const errors = missing.map(({ path }) => ({
    path: "acceptedTexts",
    code: "required",
    message: `must name ${path}, whose provider asks for a word that is refused elsewhere`,
  }));
  if (revision === undefined) {
    errors.push({ path: "revision", code: "required", message: "is needed to accept a text" });
  }
  if (errors.length > 0) {
    throw new AppError("validation_failed", "A text has to be accepted, or the offer returned.", {
      errors,
    });
  }
  for (const { path, textHash } of waiting) {
    await acceptText(trx, { offerId: offer.id, path, textHash, reviewer: actor.id, at });
    await recordAudit(trx, {
      actor: actor.id,
      action: "offer.text_accepted",
      subject: offer.id,
      detail: { path, textHash },
    });
  }
}
