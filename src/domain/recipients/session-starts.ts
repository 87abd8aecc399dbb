import { formatDay, formatTime } from "../date-text.ts";
import type { Language } from "../language.ts";
import type { EventTimes } from "../offers/offer.ts";
import { ticketRuleWords } from "../offers/ticket-rule-words.ts";

/** A message names no more dates; the ticket has all. */
export const mostNamed = 3;

/** Says when an event begins: "lørdag 16. januar 2027 kl. 19:00". */
export const startOf = ({ start }: EventTimes, language: Language): string =>
  ticketRuleWords(language).at(formatDay(start, language), formatTime(start, language));

/** The same with the doors: "lørdag 16. januar 2027 kl. 19:00 (dører 18:00)". */
export const startAndDoors = (event: EventTimes, language: Language): string =>
  event.doors
    ? `${startOf(event, language)} (${ticketRuleWords(language).doorsBrief(formatTime(event.doors, language))})`
    : startOf(event, language);

/** Says when the first of the events begin, and how many `more` there are. */
export function startsOf(
  events: readonly EventTimes[],
  language: Language,
  more: (count: number) => string,
): string {
  const left = events.length - mostNamed;
  return [
    ...events.slice(0, mostNamed).map((event) => startOf(event, language)),
    ...(left > 0 ? [more(left)] : []),
  ].join(", ");
}
