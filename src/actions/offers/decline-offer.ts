import { recordAudit } from "../../db/audit.ts";
import { setDeclinedIn } from "../../db/offers/declined-offers.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { mayReadOffer, offerNotFound, parseOfferId } from "../access/offer-access.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

interface Declined {
  actor: Actor;
  offerId: string;
  /** Number of the municipality whose children get no more tickets, or get them again. */
  municipality: string;
}

/**
 * Ends an approved offer's allocations to the children of one of the culture office's municipalities, which pay for them;
 * tickets that are out stay valid. Repeating it changes nothing. Throws AppError "forbidden", "not_found",
 * "validation_failed" for a municipality that is not the office's or that the offer does not name, or "illegal_state" for
 * an offer that is closed.
 */
export const declineOffer = (deps: Pick<Deps, "db">, asked: Declined): Promise<Offer> =>
  setDeclined(deps, asked, true);

/** Takes the municipality's refusal back. Throws as `declineOffer`. */
export const undoDecline = (deps: Pick<Deps, "db">, asked: Declined): Promise<Offer> =>
  setDeclined(deps, asked, false);

async function setDeclined(
  { db }: Pick<Deps, "db">,
  { actor, offerId, municipality }: Declined,
  isDeclined: boolean,
): Promise<Offer> {
  const offices = requireCulture(actor);
  const id = parseOfferId(offerId);
  return unitOfWork({ db }, async ({ trx }) => {
    // Every allocation locks the offer before it reads where it is declined.
    const offer = (await lockOffers(trx, [id])).get(id);
    if (!offer || !(await mayReadOffer(trx, actor, offer))) throw offerNotFound();
    if (!offices.includes(municipality) || !offer.municipalities.includes(municipality)) {
      throw new AppError("validation_failed", "The municipality cannot decline this offer.", {
        errors: [
          { path: "municipality", code: "unknown", message: "must be one of yours that it names" },
        ],
      });
    }
    if (!isRunning(offer.state)) {
      throw new AppError("illegal_state", `An offer that is ${offer.state} cannot be declined.`);
    }
    const others = (offer.declinedIn ?? []).filter((each) => each !== municipality);
    const declinedIn = isDeclined ? [...others, municipality].sort() : others;
    if (declinedIn.length === (offer.declinedIn ?? []).length) return offer;
    await setDeclinedIn(trx, { offerId: id, municipalities: declinedIn });
    await recordAudit(trx, {
      actor: actor.id,
      action: isDeclined ? "offer.declined" : "offer.decline_undone",
      subject: id,
      detail: { municipality },
    });
    return { ...offer, declinedIn };
  });
}
