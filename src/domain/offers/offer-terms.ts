import { stringify as canonicalJson } from "safe-stable-stringify";
import type { OfferBody, OfferChanges } from "./offer-input.ts";
import { offerTermNames, offerTerms, type EventTimes, type OfferTerms } from "./offer.ts";
import { answeredCodeMembers, codeMembersOf, ownCodesOf } from "../codes/own-codes-input.ts";
import { changeRefund, refundOf, refundPaths, refundTerms } from "./refund-input.ts";
import { ordered } from "./opening-hours.ts";
import { eventAsText } from "./sessions.ts";
import { validityFrom, validityUntil } from "../period.ts";

const eventOf = (event: NonNullable<OfferBody["event"]>): EventTimes => ({
  doors: event.doors ? new Date(event.doors) : undefined,
  start: new Date(event.start),
  end: new Date(event.end),
});

const unique = <T>(values: T[]): T[] => [...new Set(values)].sort();

/** Converts a request body to terms: days become instants in Oslo, null becomes undefined. */
export function termsOf({
  validFrom,
  validUntil,
  event,
  sessions,
  ...body
}: OfferBody): OfferTerms {
  return {
    ...withoutNulls(body),
    validity: { from: validityFrom(validFrom), until: validityUntil(validUntil) },
    weekdays: body.weekdays ? unique(body.weekdays) : undefined,
    blackout: body.blackout?.length ? body.blackout : undefined,
    hours: body.hours?.length ? ordered(body.hours) : undefined,
    event: event ? eventOf(event) : undefined,
    sessions: sessions
      ? sessions.map(eventOf).toSorted((a, b) => a.start.getTime() - b.start.getTime())
      : undefined,
    municipalities: unique(body.municipalities),
    uses: body.uses,
    ...refundTerms(body),
    ownCodes: ownCodesOf(body),
  };
}

type WithoutNulls<T> = {
  [K in keyof T]: T[K] extends NonNullable<T[K]> ? T[K] : NonNullable<T[K]> | undefined;
};

/** Replaces null by undefined. Every term is a member of the result, so a removed term overwrites its value. */
const withoutNulls = <T extends object>(body: T): WithoutNulls<T> =>
  Object.fromEntries(
    offerTermNames.map((term) => [term, (body as Partial<OfferTerms>)[term] ?? undefined]),
  ) as WithoutNulls<T>;

/** Returns the offer's terms without its other members. */
export const termsIn = (offer: OfferTerms): OfferTerms => termsOf(bodyOf(offer));

/** Converts terms to a request body, to apply changes to it. */
function bodyOf(offer: OfferTerms): OfferBody {
  const picked = Object.fromEntries(offerTermNames.map((term) => [term, offer[term]]));
  const { validity, event, sessions, ownCodes, ...rest } = picked as unknown as OfferTerms;
  const members = { refund: refundOf(offer), ...codeMembersOf(ownCodes) };
  return { ...rest, ...timesAsText({ validity, event, sessions }), ...members };
}

/** The terms of the refund, which are one member of the API. */
const refundTermNames = Object.keys(refundPaths);

/** The terms as members of the API, each of them, also where it is absent. */
export function answeredMembers(offer: OfferTerms): Record<string, unknown> {
  const none = Object.keys(answeredCodeMembers).map((name): [string, unknown] => [name, undefined]);
  const members = Object.entries(bodyOf(offer)).filter(([name]) => !refundTermNames.includes(name));
  return Object.fromEntries([...none, ...members]);
}

/** Formats the instants of an offer as members of the API. */
export const timesAsText = ({
  validity,
  event,
  sessions,
}: Pick<OfferTerms, "validity" | "event" | "sessions">) => ({
  validFrom: validity.from.toISOString(),
  validUntil: validity.until.toISOString(),
  event: event && eventAsText(event),
  sessions: sessions?.map(eventAsText),
});

/** Applies changes: an absent member stays, null removes an optional term. */
export function changeTerms(terms: OfferTerms, changes: OfferChanges): OfferTerms {
  const present = Object.entries(changes).filter(([, value]) => value !== undefined);
  return termsOf({
    ...bodyOf(terms),
    ...(Object.fromEntries(present) as Partial<OfferBody>),
    refund: changeRefund(terms, changes),
    refundPerAdmissionOre: undefined,
  });
}

/** Whether two values of a term are equal; the order of an object's members does not matter. */
export const isSameTerm = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

/** Whether the change shows on passes, so that both wallets must be updated. */
export const changesContent = (before: OfferTerms, after: OfferTerms): boolean =>
  offerTermNames.some(
    (term) => offerTerms[term].onTicket && !isSameTerm(before[term], after[term]),
  );
