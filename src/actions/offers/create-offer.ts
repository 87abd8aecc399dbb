import { recordAudit } from "../../db/audit.ts";
import { insertOffer } from "../../db/offers/offers.ts";
import { insertTextExceptions } from "../../db/offers/text-exceptions.ts";
import type { OfferBody } from "../../domain/offers/offer-input.ts";
import { termsOf } from "../../domain/offers/offer-terms.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { externalIdTaken } from "./external-id-taken.ts";
import { validateOfferTerms } from "./validate-offer-terms.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Creates a draft. Throws AppError "forbidden", "validation_failed", "revealing_text", or "conflict" when
 * another offer of the provider has its external id.
 */
export async function createOffer(
  { db }: Pick<NestableDeps, "db">,
  { actor, offer: body }: { actor: Actor; offer: OfferBody },
): Promise<Offer> {
  const providerId = requireProvider(actor);
  const terms = termsOf(body);
  return unitOfWork({ db }, async ({ trx }) => {
    const { template, asked } = await validateOfferTerms(trx, providerId, terms, body);
    const offer = await insertOffer(trx, providerId, template.latestVersion, terms);
    if (!offer) throw externalIdTaken();
    await insertTextExceptions(trx, offer.id, asked);
    await recordAudit(trx, { actor: actor.id, action: "offer.created", subject: offer.id });
    return offer;
  });
}
