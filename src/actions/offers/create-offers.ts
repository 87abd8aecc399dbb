import type { OfferBody } from "../../domain/offers/offer-input.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { createOffer } from "./create-offer.ts";

/**
 * Creates all of the drafts, or none. Throws the AppError of `createOffer` for the first that is refused, with
 * the faults of all under `items[…]`.
 */
export async function createOffers(
  { db }: Pick<NestableDeps, "db">,
  { actor, offers }: { actor: Actor; offers: OfferBody[] },
): Promise<Offer[]> {
  return unitOfWork({ db }, async ({ trx }) => {
    const created: Offer[] = [];
    const refusals: AppError[] = [];
    for (const [place, offer] of offers.entries()) {
      try {
        created.push(await createOffer({ db: trx }, { actor, offer }));
      } catch (error) {
        if (!(error instanceof AppError) || error.errors.length === 0) throw error;
        refusals.push(ofItem(place, error));
      }
    }
    const [first] = refusals;
    if (!first) return created;
    const errors = refusals.flatMap((refusal) => refusal.errors);
    throw new AppError(first.code, "No offer was made; see errors.", { errors });
  });
}

const ofItem = (place: number, { code, message, errors }: AppError): AppError =>
  new AppError(code, message, {
    errors: errors.map((fault) => ({ ...fault, path: `items[${place}].${fault.path}` })),
  });
