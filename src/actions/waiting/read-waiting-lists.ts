import type { Db } from "../../db/connect.ts";
import { findDrawCandidates } from "../../db/draws/draw-candidates.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { waitingPlaces, type WaitingPlace } from "../../db/waiting/waiting-places.ts";
import { countHiddenWaiting } from "../../db/recipients/restricted.ts";
import { waitingSettings } from "../../db/waiting/waiting-rules.ts";
import { twelveMonthsBefore, type DrawCandidate } from "../../domain/draws/draw-list.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { yearInOslo } from "../../domain/period.ts";
import { waitingList, type PlacedChild } from "../../domain/waiting/waiting-list.ts";
import { refusedFromDraw } from "../draws/refused-from-draw.ts";

/** The part of an offer's waiting list that belongs to the given municipalities. */
export interface WaitingList {
  offer: Offer;
  /** Tickets that can be given now. */
  left: number;
  /** In the order of places. */
  children: PlacedChild[];
}

/** Waiting alone is decided here: these depend on how many tickets are left, and whether the offer is paused. */
const passing = new Set<string | undefined>(["sold_out", "not_open"]);

/** The waiting lists of one offer, or of all that have not ended; those without a child are left out. */
export async function readWaitingLists(
  db: Db,
  of: { municipalities: string[]; offerId?: string | undefined; at: Date },
): Promise<WaitingList[]> {
  const places = await waitingPlaces(db, of);
  if (places.length === 0) return [];
  const ids = [...new Set(places.map(({ recipientId }) => recipientId))];
  const [found, settings] = await Promise.all([
    findDrawCandidates(db, ids, twelveMonthsBefore(of.at)),
    waitingSettings(db, of.municipalities),
  ]);
  const candidates = new Map(found.map((each) => [each.id, each]));
  const rulesOf = (municipality: string) => settings.get(municipality)?.rules ?? null;
  const lists: WaitingList[] = [];
  for (const offerId of new Set(places.map((place) => place.offerId))) {
    const offer = await findOffer(db, offerId);
    if (!offer) continue;
    const own = places.filter((place) => place.offerId === offerId);
    const left = await ticketsToGive(db, offer, of.at);
    const children = await childrenOf(db, { offer, own, candidates, at: of.at });
    lists.push({ offer, left, children: waitingList(children, rulesOf, { left, now: of.at }) });
  }
  return lists;
}

/**
 * How many tickets of the offer the list can give now. One is kept for each child that waits, could get one
 * and is not seen by the officer: it would be passed over otherwise.
 */
export async function ticketsToGive(db: Db, offer: Offer, at: Date): Promise<number> {
  if (offer.state !== "open") return 0;
  const hidden = await countHiddenWaiting(db, { offerId: offer.id, year: yearInOslo(at) });
  return Math.max(0, ticketsLeft(offer) - hidden);
}

async function childrenOf(
  db: Db,
  {
    offer,
    own,
    candidates,
    at,
  }: { offer: Offer; own: WaitingPlace[]; candidates: Map<string, DrawCandidate>; at: Date },
) {
  const asked = own.map(({ recipientId: id, ...rest }) => ({ id, ...rest }));
  const refused = await refusedFromDraw(db, asked, offer, at);
  const reasons = new Map(refused.map(({ recipientId, reason }) => [recipientId, reason]));
  return own.flatMap(({ recipientId, municipality, enteredAt, isDeclined }) => {
    const candidate = candidates.get(recipientId);
    const reason = reasons.get(recipientId);
    if (!candidate) return [];
    const refusal = passing.has(reason) ? undefined : reason;
    return [{ ...candidate, municipality, enteredAt, isDeclined, refusal }];
  });
}
