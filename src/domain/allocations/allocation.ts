import { ticketsLeft } from "../offers/offer-quota.ts";
import type { Offer } from "../offers/offer.ts";
import { addDays, dayInOslo, endOfDay, yearInOslo } from "../period.ts";

/** Why an allocation is refused; the first that applies, in this order. */
export const refusalReasons = [
  "not_open",
  "other_municipality",
  // The culture office of the recipient's municipality has declined the offer.
  "offer_declined",
  "outside_age",
  "already_allocated",
  "over_limit",
  "sold_out",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** One requested allocation: `count` tickets of an offer for a recipient. */
export interface AllocationItem {
  recipient: { id: string; municipality: string; birthYear: number };
  offer: Offer;
  count: number;
}

/** Undefined: allocated in full. */
export type AllocationDecision = RefusalReason | undefined;

/**
 * Decides the items in order: an earlier item's tickets count against limit and quota of a later one. An
 * item is allocated in full or refused. `held` returns how many tickets of the offer the recipient holds.
 */
export function decideAllocation(
  items: readonly AllocationItem[],
  held: (recipientId: string, offerId: string) => number,
  now: Date,
): AllocationDecision[] {
  const given = new Map<string, number>();
  const taken = new Map<string, number>();
  const year = yearInOslo(now);
  return items.map(({ recipient, offer, count }) => {
    const key = `${recipient.id} ${offer.id}`;
    const has = held(recipient.id, offer.id) + (given.get(key) ?? 0);
    const left = ticketsLeft(offer) - (taken.get(offer.id) ?? 0);
    const reason = refusalOf({ recipient, offer, count }, has, left, { now, year });
    if (reason === undefined) {
      given.set(key, (given.get(key) ?? 0) + count);
      taken.set(offer.id, (taken.get(offer.id) ?? 0) + count);
    }
    return reason;
  });
}

/** `has`: tickets the recipient holds of the offer; `left`: what remains of its quota; `year`: the one in Oslo. */
function refusalOf(
  { recipient, offer, count }: AllocationItem,
  has: number,
  left: number,
  { now, year }: { now: Date; year: number },
): AllocationDecision {
  if (offer.state !== "open" || offer.validity.until <= now) return "not_open";
  const { municipality } = recipient;
  if (!offer.municipalities.includes(municipality)) return "other_municipality";
  if (offer.declinedIn?.includes(municipality) === true) return "offer_declined";
  // The age reached in the current calendar year.
  const age = year - recipient.birthYear;
  if (age < offer.ageFrom || age > offer.ageTo) return "outside_age";
  if (has >= offer.perRecipient) return "already_allocated";
  if (has + count > offer.perRecipient) return "over_limit";
  if (count > left) return "sold_out";
  return undefined;
}

/**
 * The deadline for fetching a ticket allocated now: the end of its last day in Oslo, at most the offer's
 * own end. Null: no deadline.
 */
export function claimUntil(
  { claimWithinDays, validity }: Pick<Offer, "claimWithinDays" | "validity">,
  now: Date,
): Date | null {
  if (claimWithinDays === undefined) return null;
  const end = endOfDay(addDays(dayInOslo(now), claimWithinDays));
  return end < validity.until ? end : validity.until;
}
