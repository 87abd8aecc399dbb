import { languages } from "../language.ts";
import type { OfferTerms } from "./offer.ts";
import { lineOf } from "./opening-hours.ts";
import { hasUsableDay, isClosedOn } from "./usable-days.ts";
import { dayInOslo } from "../period.ts";
import type { TicketStyle } from "../templates/template.ts";

/** Kinds of advice on an offer. A hint never refuses an offer. */
export const offerHintCodes = [
  "title_long",
  "title_shouting",
  "title_price",
  "no_nynorsk",
  "no_english",
  "no_description",
  "no_place",
  "small_children_alone",
  "few_tickets",
  "over",
  "fetched_after_end",
  "event_without_time",
  "event_without_doors",
  "session_without_doors",
  "event_on_closed_day",
  "closed_outside_validity",
  "weekday_outside_validity",
  "weekday_without_hours",
  "doors_before_validity",
  "event_over",
] as const;
export type OfferHintCode = (typeof offerHintCodes)[number];

export interface OfferHint {
  code: OfferHintCode;
  /** The term that the hint is about. */
  path: string;
}

/** Longer titles are cut off on the front of a ticket. */
const maxTitle = 32;
const day = 24 * 60 * 60 * 1000;

const isShouting = (text: string) => {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length >= 6 && letters === letters.toLocaleUpperCase("nb");
};

const namesPrice = (text: string) =>
  /\d\s*(?:,-|kr\b|kroner\b|NOK\b)|\b(?:kr|NOK)\.?\s*\d/iu.test(text);

/** Returns the hints at a time on an offer whose template has the style, in the order of the form. */
export function offerHints(terms: OfferTerms, style: TicketStyle, now: Date): OfferHint[] {
  const { title, validity, event, blackout = [], weekdays = [], claimWithinDays } = terms;
  const titles = languages.flatMap((language) => {
    const text = title[language];
    return text === undefined ? [] : [{ path: `title.${language}`, text }];
  });
  const first = dayInOslo(validity.from);
  const last = dayInOslo(new Date(validity.until.getTime() - 1));
  const daysLeft = (validity.until.getTime() - now.getTime()) / day;
  const hints: [applies: boolean, code: OfferHintCode, path: string][] = [
    ...titles.flatMap(({ path, text }): [boolean, OfferHintCode, string][] => [
      [text.length > maxTitle, "title_long", path],
      [isShouting(text), "title_shouting", path],
      [namesPrice(text), "title_price", path],
    ]),
    [title.nn === undefined, "no_nynorsk", "title.nn"],
    [title.en === undefined, "no_english", "title.en"],
    [terms.description === undefined, "no_description", "description.nb"],
    [terms.quota < terms.perRecipient, "few_tickets", "quota"],
    [daysLeft <= 0, "over", event ? "event.date" : "validUntil"],
    [daysLeft > 0 && event !== undefined && event.end <= now, "event_over", "event.date"],
    [
      claimWithinDays !== undefined && daysLeft > 0 && claimWithinDays > daysLeft,
      "fetched_after_end",
      "claimWithinDays",
    ],
    [
      event === undefined && terms.sessions === undefined && style === "event",
      "event_without_time",
      "templateId",
    ],
    [
      event !== undefined && event.doors === undefined && validity.from >= event.start,
      "event_without_doors",
      "event.doors",
    ],
    [
      terms.sessions?.some(({ doors }) => doors === undefined) ?? false,
      "session_without_doors",
      "sessions",
    ],
    [
      event !== undefined && isClosedOn(terms, dayInOslo(event.start)),
      "event_on_closed_day",
      "event.start",
    ],
    [
      blackout.some(([from, to]) => to < first || from > last),
      "closed_outside_validity",
      "blackout",
    ],
    [
      weekdays.some((weekday) => !hasUsableDay({ weekdays: [weekday] }, validity)),
      "weekday_outside_validity",
      "weekdays",
    ],
    [
      weekdays.some((weekday) => terms.hours && !lineOf(terms.hours, weekday)),
      "weekday_without_hours",
      "hours",
    ],
    [
      event?.doors !== undefined && event.doors < validity.from,
      "doors_before_validity",
      "event.doors",
    ],
    [terms.ageTo < 8 && terms.companions === 0, "small_children_alone", "companions"],
    [terms.place === undefined, "no_place", "place.name"],
  ];
  const applying = hints.flatMap(([applies, code, path]) => (applies ? [{ code, path }] : []));
  // Once is enough: a title is often too long in every language.
  return applying.filter(({ code }, at) => applying.findIndex((one) => one.code === code) === at);
}
