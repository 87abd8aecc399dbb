import type { Period } from "../period.ts";
import type { Texts } from "../language.ts";

export const offerStates = ["draft", "submitted", "returned", "open", "paused", "closed"] as const;
export type OfferState = (typeof offerStates)[number];

export const offerCategories = [
  "cinema",
  "concert",
  "festival",
  "ski",
  "equipment",
  "bowling",
  "museum",
  "swimming",
  "club",
  "arts",
  "riding",
  "climbing",
  "summer",
  "other",
] as const;
export type OfferCategory = (typeof offerCategories)[number];

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

/** What is given away and on which terms. */
export interface Offer {
  id: string;
  providerId: string;
  state: OfferState;
  templateId: string;
  templateVersion: number;
  /** Raised with every change of what a ticket shows. */
  contentVersion: number;
  /** Set: the provider took it back, and with it every ticket that was out. */
  cancelledAt?: Date | undefined;
  title: Texts;
  description?: Texts | undefined;
  category: OfferCategory;
  quota: number;
  allocated: number;
  /** What the quota was when the culture office approved it. */
  approvedQuota?: number | undefined;
  validity: Period;
  /** ISO weekdays (1 = Monday) on which it may be used; undefined: every day. */
  weekdays?: number[] | undefined;
  /** Closed days, first and last date inclusive (`YYYY-MM-DD`, Oslo). */
  blackout?: [first: string, last: string][] | undefined;
  event?: EventTimes | undefined;
  ageFrom: number;
  ageTo: number;
  municipalities: string[];
  perRecipient: number;
  companions: number;
  /** null: unlimited. */
  uses: number | null;
  usesPerDay?: number | undefined;
  claimWithinDays?: number | undefined;
  refundPerAdmissionOre: number;
  place?: Place | undefined;
}
