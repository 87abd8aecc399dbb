import type { OfferTerms } from "./offer.ts";
import { addDays } from "../period.ts";

/** What a provider starts a new offer from, in the order of the page: an activity as it is sold. */
export const activities = [
  "concert",
  "festival",
  "theatre",
  "cinema",
  "cinema_popcorn",
  "ski_day",
  "ski_season",
  "ski_hire",
  "bicycle_hire",
  "skate_hire",
  "equipment",
  "activity_park",
  "bowling",
  "swimming",
  "swimming_card",
  "climbing",
  "museum",
  "guided_tour",
  "course",
  "riding",
  "membership",
  "trip",
  "other",
] as const;
export type Activity = (typeof activities)[number];

/** Initial values of the form for a new offer. */
export interface OfferDefaults extends Pick<
  OfferTerms,
  | "category"
  | "ageFrom"
  | "ageTo"
  | "perRecipient"
  | "companions"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "parts"
  | "claimWithinDays"
  | "refundPer"
> {
  /** First and last day, `YYYY-MM-DD`. */
  validFrom: string;
  validUntil: string;
  /** What the form asks for: days of a period, the time of an event, or several times. */
  when: "period" | "event" | "sessions";
  /** The slug of a shipped template. */
  template: string;
}

type Usual = Omit<OfferDefaults, "validFrom" | "validUntil"> & {
  /** Length of the validity. */
  days: number | "ski season";
};

// One use and no companion, unless the activity is sold otherwise: the provider types the rest.
const visit: Usual = {
  category: "other",
  ageFrom: 3,
  ageTo: 16,
  perRecipient: 3,
  companions: 0,
  uses: 1,
  claimWithinDays: 60,
  when: "period",
  template: "entry",
  days: 180,
};
const event: Usual = {
  ...visit,
  category: "concert",
  ageFrom: 2,
  perRecipient: 1,
  claimWithinDays: 10,
  when: "event",
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
  category: "club",
  ageFrom: 6,
  perRecipient: 1,
  uses: null,
  // Sold once, however often it is used.
  refundPer: "ticket",
  template: "club-membership",
  days: 365,
};
const hire: Usual = { ...visit, category: "equipment", template: "equipment" };
const cinema: Usual = { ...visit, category: "cinema", template: "cinema" };
const skiDay: Usual = {
  ...visit,
  category: "ski",
  ageFrom: 5,
  // A lift reads each ride: the first is the only use.
  uses: null,
  validFor: { days: 1 },
  template: "day-lift-pass",
  days: "ski season",
};
const museum: Usual = { ...visit, category: "museum", template: "museum" };
const guidedTour: Usual = {
  ...event,
  category: "museum",
  ageFrom: 3,
  template: "guided-tour",
};

const usual: Record<Activity, Usual> = {
  concert: event,
  festival: { ...event, category: "festival", uses: null, usesPerDay: 1, template: "festival" },
  theatre: { ...event, category: "theatre", template: "theatre" },
  cinema,
  cinema_popcorn: {
    ...cinema,
    template: "cinema-popcorn",
    parts: [
      { key: "entry", label: { nb: "Inngang", nn: "Inngang", en: "Entry" } },
      { key: "popcorn", label: { nb: "Popkorn", nn: "Popkorn", en: "Popcorn" } },
    ],
  },
  ski_day: skiDay,
  ski_season: {
    ...skiDay,
    perRecipient: 1,
    validFor: undefined,
    refundPer: "ticket",
    template: "season-pass",
  },
  ski_hire: { ...hire, template: "ski-hire" },
  bicycle_hire: { ...hire, template: "bicycle-hire" },
  skate_hire: { ...hire, template: "skate-hire" },
  equipment: hire,
  activity_park: { ...visit, category: "activity_park", ageFrom: 5, template: "activity-park" },
  bowling: { ...visit, category: "bowling", ageFrom: 5, template: "bowling" },
  swimming: { ...visit, category: "swimming", template: "swimming" },
  swimming_card: { ...punchCard, category: "swimming" },
  climbing: { ...visit, category: "climbing", ageFrom: 6, template: "climbing" },
  museum,
  guided_tour: guidedTour,
  course: {
    ...membership,
    category: "arts",
    claimWithinDays: 10,
    when: "sessions",
    template: "course",
  },
  riding: { ...punchCard, category: "riding", ageFrom: 6, uses: 5, template: "riding" },
  membership,
  trip: { ...event, category: "trip", ageFrom: 5, template: "trip" },
  other: visit,
};

/** Returns the next 30 April. */
function endOfSkiSeason(today: string): string {
  const [year = "", month = ""] = today.split("-");
  return `${Number(year) + (Number(month) > 4 ? 1 : 0)}-04-30`;
}

/** Returns the activity's initial values, valid from `today` (`YYYY-MM-DD`). */
export function offerDefaults(activity: Activity, today: string): OfferDefaults {
  const { days, ...defaults } = usual[activity];
  const validUntil = days === "ski season" ? endOfSkiSeason(today) : addDays(today, days);
  return { ...defaults, validFrom: today, validUntil };
}

/** The slug of the shipped template that an activity begins with. */
export const activityTemplate = (activity: Activity): string => usual[activity].template;
