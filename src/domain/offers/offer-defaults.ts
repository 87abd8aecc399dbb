import type { OfferCategory, OfferTerms } from "./offer.ts";
import { addDays } from "../period.ts";

/** Initial values of the form for a new offer. */
export interface OfferDefaults extends Pick<
  OfferTerms,
  "ageFrom" | "ageTo" | "perRecipient" | "companions" | "uses" | "usesPerDay" | "claimWithinDays"
> {
  /** First and last day, `YYYY-MM-DD`. */
  validFrom: string;
  validUntil: string;
  /** Whether the form asks for the time of an event. */
  isEvent: boolean;
  /** The slug of a shipped template. */
  template: string;
}

type Usual = Omit<OfferDefaults, "validFrom" | "validUntil"> & {
  /** Length of the validity. */
  days: number | "ski season";
};

const visit: Usual = {
  ageFrom: 3,
  ageTo: 16,
  perRecipient: 3,
  companions: 1,
  uses: 1,
  claimWithinDays: 60,
  isEvent: false,
  template: "museum",
  days: 180,
};
const event: Usual = {
  ...visit,
  ageFrom: 2,
  perRecipient: 1,
  claimWithinDays: 10,
  isEvent: true,
  template: "concert",
  days: 60,
};
const punchCard: Usual = {
  ...visit,
  perRecipient: 1,
  uses: 10,
  usesPerDay: 1,
  template: "punch-card",
};
const membership: Usual = {
  ...visit,
  ageFrom: 6,
  perRecipient: 1,
  companions: 0,
  uses: null,
  template: "club-membership",
  days: 365,
};

const usual: Record<OfferCategory, Usual> = {
  cinema: { ...visit, template: "cinema" },
  concert: event,
  festival: event,
  ski: { ...visit, ageFrom: 5, template: "day-lift-pass", days: "ski season" },
  equipment: { ...visit, companions: 0, template: "equipment-trip" },
  bowling: { ...visit, ageFrom: 5 },
  museum: visit,
  swimming: punchCard,
  club: membership,
  arts: membership,
  riding: { ...punchCard, ageFrom: 6, companions: 0, uses: 5 },
  climbing: { ...punchCard, ageFrom: 6 },
  summer: { ...visit, template: "equipment-trip", days: 90 },
  other: visit,
};

/** Returns the next 30 April. */
function endOfSkiSeason(today: string): string {
  const [year = "", month = ""] = today.split("-");
  return `${Number(year) + (Number(month) > 4 ? 1 : 0)}-04-30`;
}

/** Returns the category's initial values, valid from `today` (`YYYY-MM-DD`). */
export function offerDefaults(category: OfferCategory, today: string): OfferDefaults {
  const { days, ...defaults } = usual[category];
  const validUntil = days === "ski season" ? endOfSkiSeason(today) : addDays(today, days);
  return { ...defaults, validFrom: today, validUntil };
}
