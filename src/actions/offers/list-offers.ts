import { findOffers, type OfferCursor, type OfferFilter } from "../../db/offers/offer-list.ts";
import { offerStates, type Offer, type OfferState } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { readPageCursor, writePageCursor } from "../page-cursor.ts";

export interface OfferQuery {
  actor: Actor;
  /** For children of this municipality. */
  municipality?: string | undefined;
  /** Only offers that can be allocated now. */
  open?: boolean | undefined;
  states?: OfferState[] | undefined;
  updatedSince?: Date | undefined;
  externalId?: string | undefined;
  /** Only offers that wait for the culture office, also for a change of theirs. */
  awaitingReview?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface OfferPage {
  items: Offer[];
  nextCursor: string | null;
}

/**
 * A page of the offers that the actor may see, those that end soonest first: a provider its own, a culture office
 * what its providers have submitted and what was approved for its municipalities, NAV what was approved for its
 * municipalities. Throws AppError "forbidden", or "validation_failed" for a cursor that no page gave out.
 */
export async function listOffers(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, municipality, open = false, states, limit = 50, cursor, ...filter }: OfferQuery,
): Promise<OfferPage> {
  const scope = scopeOf(actor, municipality, filter.awaitingReview);
  const allowed = scope.states.filter((state) => states?.includes(state) ?? true);
  const offers = await findOffers(
    db,
    {
      ...scope,
      ...filter,
      states: open ? allowed.filter((state) => state === "open") : allowed,
      notEndedAt: open ? clock.now() : undefined,
      withoutDeclined: open,
    },
    { limit: limit + 1, after: cursor === undefined ? undefined : afterOf(cursor) },
  );
  const items = offers.slice(0, limit);
  const last = items.at(-1);
  const isLast = offers.length <= limit || !last;
  return {
    items,
    nextCursor: isLast
      ? null
      : writePageCursor({ at: last.validity.until.toISOString(), id: last.id }),
  };
}

function afterOf(cursor: string): OfferCursor {
  const { at, id } = readPageCursor(cursor);
  return { validUntil: new Date(at), id };
}

function scopeOf(
  actor: Actor,
  municipality: string | undefined,
  awaitingReview: boolean | undefined,
): OfferFilter & { states: OfferState[] } {
  const municipalities = municipality === undefined ? undefined : [municipality];
  switch (actor.role) {
    case "provider":
      return { providerId: actor.providerId, municipalities, states: [...offerStates] };
    case "culture":
      return {
        ...(awaitingReview
          ? { providerMunicipalities: actor.municipalities }
          : { offices: actor.municipalities }),
        municipalities,
        states: offerStates.filter((state) => state !== "draft"),
      };
    case "nav":
      return {
        municipalities: actor.municipalities.filter((each) => each === (municipality ?? each)),
        states: ["open", "paused", "closed"],
      };
    case "system":
      return { municipalities, states: [...offerStates] };
    case "auditor":
    case "operator":
    case "holder":
      throw new AppError("forbidden", "This is not for your role.");
  }
}
