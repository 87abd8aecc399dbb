import { largestCost } from "./offer-cost.ts";
import { highestQuota } from "./offer-quota.ts";
import { isSameTerm } from "./offer-terms.ts";
import { opensWeekday } from "./opening-hours.ts";
import {
  offerTermNames,
  offerTerms,
  type Offer,
  type OfferTerms,
  type PendingChange,
  type PendingTerms,
} from "./offer.ts";

/** Returns the terms with the pending ones in place of those that hold. */
export const withPendingTerms = <T extends OfferTerms>(
  terms: T,
  pending: PendingTerms = {},
): T => ({
  ...terms,
  ...Object.fromEntries(Object.entries(pending).map(([term, value]) => [term, value ?? undefined])),
});

/** Whether the culture office has to decide on a change of the offer. */
export const isChangeWaiting = ({ pendingChange }: Pick<Offer, "pendingChange">): boolean =>
  pendingChange !== undefined && pendingChange.returned === undefined;

/** The terms that a further change starts from: with those that wait, without those that were returned. */
export const termsToChange = (offer: Offer): Offer =>
  isChangeWaiting(offer) ? withPendingTerms(offer, offer.pendingChange?.terms) : offer;

/** The terms of an offer's time, which must fit each other. */
const times: readonly (keyof OfferTerms)[] = ["validity", "hours", "event", "sessions"];

/** Whether another time lets tickets claim more than the office approved, of as many as it approved; or without limit. */
function costsMore(before: Offer, after: OfferTerms): boolean {
  if (before.refundPerAdmissionOre === 0) return false;
  const quota = highestQuota(before) ?? before.quota;
  const most = ({ validity, hours, sessions }: OfferTerms) =>
    largestCost({ ...before, validity, hours, sessions, quota }) ?? Infinity;
  const isLater = after.event === undefined && after.validity.until > before.validity.until;
  const isOpenMore = opensWeekday(before.hours, after.hours, before.weekdays);
  return most(after) > most(before) || (most(after) === Infinity && (isLater || isOpenMore));
}

function needsReview(term: keyof OfferTerms, before: Offer, after: OfferTerms): boolean {
  if (isSameTerm(before[term], after[term])) return false;
  if (times.includes(term)) return costsMore(before, after);
  const rule = offerTerms[term].whileRunning;
  return (
    rule === "review" || (rule === "quota" && after.quota > (highestQuota(before) ?? Infinity))
  );
}

const lookOf = (templateVersion: number | undefined) =>
  templateVersion === undefined ? {} : { templateVersion };

/**
 * Divides an approved offer's change: the terms that hold from now on, and those that wait for the culture
 * office. A change that was returned stays for the provider to read until another waits.
 */
export function divideChange(
  before: Offer,
  after: OfferTerms,
  at: Date,
): { now: OfferTerms; pending: PendingChange | undefined } {
  const waiting = offerTermNames.filter((term) => needsReview(term, before, after));
  const pick = (terms: OfferTerms) => waiting.map((term) => [term, terms[term] ?? null] as const);
  const terms: PendingTerms = Object.fromEntries(pick(after));
  const now = withPendingTerms(after, Object.fromEntries(pick(before)));
  const { pendingChange: known } = before;
  const look = isChangeWaiting(before) ? known?.templateVersion : undefined;
  if (waiting.length === 0 && look === undefined) {
    return { now, pending: isChangeWaiting(before) ? undefined : known };
  }
  const isKnown = isChangeWaiting(before) && isSameTerm(known?.terms, terms);
  return { now, pending: isKnown ? known : { terms, ...lookOf(look), at } };
}

/**
 * The pending change of an approved offer to whose tickets another version of the template is to be given, beside the
 * terms that wait; undefined as version: that which holds. Undefined: nothing waits then.
 */
export function withPendingLook(
  { pendingChange }: Pick<Offer, "pendingChange">,
  templateVersion: number | undefined,
  at: Date,
): PendingChange | undefined {
  const terms = isChangeWaiting({ pendingChange }) ? (pendingChange?.terms ?? {}) : {};
  const isNone = templateVersion === undefined && Object.keys(terms).length === 0;
  return isNone ? undefined : { terms, ...lookOf(templateVersion), at };
}

/** Whether the change is one of the refund, which cannot change once a ticket was allocated. */
export const changesRefund = ({ terms }: PendingChange): boolean =>
  Object.keys(terms).some((term) => term.startsWith("refund"));
