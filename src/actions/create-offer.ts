import { recordAudit } from "../db/audit.ts";
import { insertOffer } from "../db/offers.ts";
import type { OfferBody } from "../domain/offer-input.ts";
import { termsOf } from "../domain/offer-terms.ts";
import type { Offer } from "../domain/offer.ts";
import { checkTerms } from "./check-terms.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

/** Makes a draft. Throws AppError "forbidden", "validation_failed" or "telling_text". */
export async function createOffer(
  { db }: Pick<Deps, "db">,
  { actor, offer: body }: { actor: Actor; offer: OfferBody },
): Promise<Offer> {
  const providerId = providerOf(actor);
  const terms = termsOf(body);
  return db.transaction(async (trx) => {
    const template = await checkTerms(trx, providerId, terms);
    const offer = await insertOffer(trx, providerId, template.latestVersion, terms);
    await recordAudit(trx, { actor: actor.id, action: "offer.created", subject: offer.id });
    return offer;
  });
}
