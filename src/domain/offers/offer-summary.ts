import type { Language } from "../language.ts";
import { hoursText } from "./hours-text.ts";
import type { OfferTerms } from "./offer.ts";
import { partNames } from "./parts.ts";
import { summaryWords, type SummaryWords } from "./summary-words.ts";
import { lastsForShort, ticketRuleWords } from "./ticket-rule-words.ts";
import { eventOf, sessionsOf, periodOf, maxNamed, joined } from "./summary-times.ts";
import { closedDaysOf } from "./summary-closed-days.ts";

/** The terms that the summary names. */
export type SummarisedTerms = Pick<
  OfferTerms,
  | "category"
  | "quota"
  | "validity"
  | "weekdays"
  | "blackout"
  | "hours"
  | "event"
  | "sessions"
  | "ageFrom"
  | "ageTo"
  | "municipalities"
  | "perRecipient"
  | "companions"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "parts"
>;

/**
 * Summarises an offer in one sentence: number and kind of tickets, validity, recipients, tickets each.
 * `municipalities` are names by number; an unknown number is shown as a number. South Sámi falls back to Bokmål.
 */
export function offerSummary(
  terms: SummarisedTerms,
  language: Language,
  municipalities: ReadonlyMap<string, string>,
): string {
  const words = summaryWords(language);
  const what = [
    words.tickets(terms),
    ...(terms.uses === null && terms.usesPerDay === undefined ? [words.unlimited] : []),
    ...(terms.companions > 0 ? [words.companions(terms.companions)] : []),
  ].join(" ");
  const perDay = terms.usesPerDay === undefined ? [] : [words.perDay(terms.usesPerDay)];
  const lasts = terms.validFor ? [lastsForShort(terms.validFor, ticketRuleWords(language))] : [];
  const parts = terms.parts ? [words.parts(partNames(terms.parts, language))] : [];
  const when = terms.event
    ? [eventOf(terms.event, words)]
    : terms.sessions
      ? [sessionsOf(terms.sessions, words)]
      : [periodOf(terms, words), ...weekdaysOf(terms, words), ...hoursOf(terms, language)];
  const places = terms.municipalities.map((number) => municipalities.get(number) ?? number);
  const from = places.length > maxNamed ? words.places(places.length) : joined(places, words);
  const whom = words.children(terms.ageFrom, terms.ageTo, from);
  const closed = closedDaysOf(terms, words);
  return `${[what, ...parts, ...perDay, ...lasts, ...when, ...closed].join(", ")}; ${whom}, ${words.each(terms.perRecipient)}`;
}

function weekdaysOf({ weekdays }: SummarisedTerms, words: SummaryWords): string[] {
  if (!weekdays || weekdays.length === 7) return [];
  return [
    words.onlyOn(
      joined(
        weekdays.map((day) => words.weekdays[day - 1] ?? ""),
        words,
      ),
    ),
  ];
}

/** As the ticket says them, within the sentence. */
function hoursOf({ hours, weekdays }: SummarisedTerms, language: Language): string[] {
  if (!hours) return [];
  const text = hoursText({ hours, weekdays }, language);
  return [text.charAt(0).toLowerCase() + text.slice(1)];
}
