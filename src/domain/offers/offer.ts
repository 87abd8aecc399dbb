import type { Period } from "../period.ts";
import type { OwnCodes } from "../codes/own-codes.ts";
import type { Texts } from "../language.ts";
import type { OpeningHours } from "./opening-hours.ts";
import type { OfferPart } from "./parts.ts";
import type { ValidFor } from "./valid-for.ts";

export const offerStates = ["draft", "submitted", "returned", "open", "paused", "closed"] as const;
export type OfferState = (typeof offerStates)[number];

export const offerCategories = [
  "cinema",
  "concert",
  "festival",
  "theatre",
  "ski",
  "equipment",
  "bowling",
  "museum",
  "swimming",
  "club",
  "arts",
  "riding",
  "climbing",
  "activity_park",
  "trip",
  "summer",
  "other",
] as const;
export type OfferCategory = (typeof offerCategories)[number];

/** A ticket that is used at all, each month in which it is, or a code of the provider's own that is shown. */
export const refundUnits = ["ticket", "month", "code"] as const;
export type RefundUnit = (typeof refundUnits)[number];

export interface Place {
  name: string;
  address: string;
  latitude?: number | undefined;
  longitude?: number | undefined;
}

export interface EventTimes {
  doors?: Date | undefined;
  start: Date;
  end: Date;
}

/** The terms of an offer. A new term starts here: the compiler names the other places. */
export interface OfferTerms {
  templateId: string;
  title: Texts;
  description?: Texts | undefined;
  category: OfferCategory;
  quota: number;
  validity: Period;
  /** ISO weekdays (1 = Monday) on which it may be used; undefined: every day. */
  weekdays?: number[] | undefined;
  /** Closed days, first and last date inclusive (`YYYY-MM-DD`, Oslo). */
  blackout?: [first: string, last: string][] | undefined;
  /** Times of day at which it may be used; undefined: any. A weekday that no line names is closed. */
  hours?: OpeningHours[] | undefined;
  event?: EventTimes | undefined;
  /** Dates at any of which a ticket is good, as its uses allow, in their order; undefined: any time of the validity. */
  sessions?: EventTimes[] | undefined;
  ageFrom: number;
  ageTo: number;
  municipalities: string[];
  perRecipient: number;
  companions: number;
  /** null: unlimited. */
  uses: number | null;
  usesPerDay?: number | undefined;
  /** How long a ticket is good for from its first scan; undefined: to the end of the validity. */
  validFor?: ValidFor | undefined;
  /** What is ticked off separately on a ticket, each as often as `uses`; the first lets in. Undefined: the ticket is one. */
  parts?: OfferPart[] | undefined;
  claimWithinDays?: number | undefined;
  refundPerAdmissionOre: number;
  /** What the refund is for; undefined: each person admitted. */
  refundPer?: RefundUnit | undefined;
  /** The most that one ticket claims. */
  refundCapPerTicketOre?: number | undefined;
  /** The most that the offer claims. */
  refundCapOre?: number | undefined;
  place?: Place | undefined;
  /** Undefined: tickets bear our own barcode. */
  ownCodes?: OwnCodes | undefined;
  /** The provider's own id of the offer, unique among its offers. */
  externalId?: string | undefined;
}

/** The terms of an offer's refund. */
export type RefundTerms = Pick<
  OfferTerms,
  "refundPerAdmissionOre" | "refundPer" | "refundCapPerTicketOre" | "refundCapOre"
>;

/**
 * What may happen to a term once the culture office has approved the offer: it changes at once (`free`), at once and
 * its holders are told (`notice`), after the office's review while the old stands (`review`), as the quota (less at
 * once, more after a review where a refund is paid), as the validity (a later end at once), as the opening hours
 * (longer ones at once, shorter ones also with a message), or never. Another time that lets tickets claim more waits
 * for a review, too.
 */
export const changeRules = [
  "free",
  "notice",
  "review",
  "quota",
  "later end",
  "hours",
  "frozen",
] as const;
export type ChangeRule = (typeof changeRules)[number];

interface TermRule {
  whileRunning: ChangeRule;
  /** Whether tickets show it, so that the wallets are owed an update when it changes. */
  onTicket: boolean;
}

export const offerTerms: Record<keyof OfferTerms, TermRule> = {
  templateId: { whileRunning: "frozen", onTicket: false },
  title: { whileRunning: "review", onTicket: true },
  description: { whileRunning: "review", onTicket: true },
  category: { whileRunning: "frozen", onTicket: false },
  quota: { whileRunning: "quota", onTicket: false },
  validity: { whileRunning: "later end", onTicket: true },
  weekdays: { whileRunning: "frozen", onTicket: true },
  blackout: { whileRunning: "frozen", onTicket: true },
  hours: { whileRunning: "hours", onTicket: true },
  event: { whileRunning: "notice", onTicket: true },
  sessions: { whileRunning: "notice", onTicket: true },
  ageFrom: { whileRunning: "frozen", onTicket: false },
  ageTo: { whileRunning: "frozen", onTicket: false },
  municipalities: { whileRunning: "frozen", onTicket: false },
  perRecipient: { whileRunning: "frozen", onTicket: false },
  companions: { whileRunning: "frozen", onTicket: true },
  uses: { whileRunning: "frozen", onTicket: true },
  usesPerDay: { whileRunning: "frozen", onTicket: true },
  validFor: { whileRunning: "frozen", onTicket: true },
  parts: { whileRunning: "frozen", onTicket: true },
  claimWithinDays: { whileRunning: "frozen", onTicket: false },
  refundPerAdmissionOre: { whileRunning: "review", onTicket: false },
  refundPer: { whileRunning: "review", onTicket: false },
  refundCapPerTicketOre: { whileRunning: "review", onTicket: false },
  refundCapOre: { whileRunning: "review", onTicket: false },
  place: { whileRunning: "notice", onTicket: true },
  ownCodes: { whileRunning: "frozen", onTicket: true },
  externalId: { whileRunning: "free", onTicket: false },
};
export const offerTermNames = Object.keys(offerTerms) as (keyof OfferTerms)[];

/** Changed terms that hold only once the culture office approves them; null for a term that is taken away. */
export type PendingTerms = { [T in keyof OfferTerms]?: OfferTerms[T] | null };

export interface PendingChange {
  terms: PendingTerms;
  /** Another version of the template; undefined: that which holds. */
  templateVersion?: number | undefined;
  /** When the provider last changed it. */
  at: Date;
  /** Why the culture office returned it; undefined: it waits. */
  returned?: string | undefined;
}

export interface Offer extends OfferTerms {
  id: string;
  providerId: string;
  state: OfferState;
  templateVersion: number;
  /** Raised with every change of what a ticket shows. */
  contentVersion: number;
  /** Set when the provider cancelled it, which revoked its live passes. */
  cancelledAt?: Date | undefined;
  /** Set for a paused offer that only the culture office resumes. */
  pausedByOffice?: boolean | undefined;
  /** Set for an offer that the culture office closed. */
  closedByOffice?: boolean | undefined;
  /** Why the culture office paused or closed it. */
  officeReason?: string | undefined;
  /** When its time or place last changed after the approval. */
  movedAt?: Date | undefined;
  /** Those of its municipalities whose culture office has declined it: no more tickets are allocated there. */
  declinedIn?: string[] | undefined;
  allocated: number;
  /** How many codes of the provider's own are free for its tickets; undefined: it has none. */
  codesLeft?: number | undefined;
  /** The quota that the culture office approved. */
  approvedQuota?: number | undefined;
  /** Changes that wait for the culture office, or that it returned. */
  pendingChange?: PendingChange | undefined;
  /** When its terms, template or state last changed; undefined for one that is not stored. */
  updatedAt?: Date | undefined;
}
