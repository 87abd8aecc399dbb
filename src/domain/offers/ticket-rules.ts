import {
  formatDate,
  formatDay,
  formatDays,
  formatPeriod,
  formatTime,
  formatWeekdays,
  joinWords,
} from "../date-text.ts";
import type { Language, Texts } from "../language.ts";
import { dayInOslo, endOfDay, isMidnight, startOfDay, type Period } from "../period.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";
import { partNames } from "./parts.ts";
import { hoursText, hoursTextShort } from "./hours-text.ts";
import { inRuleLanguages } from "./rule-labels.ts";
import { opensAt } from "./sessions.ts";
import {
  lastsFor,
  lastsForShort,
  ticketRuleWords,
  type TicketRuleWords,
} from "./ticket-rule-words.ts";

/** The terms of a ticket that the door checks. */
export interface TicketTerms extends Pick<
  OfferTerms,
  | "validity"
  | "weekdays"
  | "blackout"
  | "hours"
  | "event"
  | "sessions"
  | "uses"
  | "usesPerDay"
  | "validFor"
  | "parts"
> {
  /** Persons admitted: 1 + companions. */
  admits: number;
}

/** One of the rules by which the door decides, as a ticket states it. */
export interface RuleText {
  about: "when" | "valid" | "admits" | "parts" | "canBeUsed";
  label: string;
  lines: string[];
}

/** Whether the period begins and ends at midnight, so that its days tell all of it. */
export const hasWholeDays = ({ from, until }: Period): boolean =>
  isMidnight(from) && isMidnight(until);

/** Whether the event ends on another day in Oslo than it begins. */
export const lastsDays = ({ start, end }: EventTimes) =>
  dayInOslo(start) !== dayInOslo(new Date(end.getTime() - 1));

/** Whether the period is the whole days of the event, which then tell it. */
const isOfEvent = ({ from, until }: Period, { start, end }: EventTimes) =>
  from.getTime() === startOfDay(dayInOslo(start)).getTime() &&
  until.getTime() === endOfDay(dayInOslo(new Date(end.getTime() - 1))).getTime();

function eventLines({ doors, start, end }: EventTimes, words: TicketRuleWords, language: Language) {
  return [
    formatDay(start, language),
    ...(doors ? [words.doors(formatTime(doors, language))] : []),
    words.starts(formatTime(start, language)),
    ...(lastsDays({ start, end })
      ? [words.lasts(formatDay(end, language), formatTime(end, language))]
      : []),
  ];
}

/** Whether the period is that of the sessions, whose lines then tell it. */
const isOfSessions = ({ from, until }: Period, sessions: readonly EventTimes[]) =>
  !sessions.some(lastsDays) &&
  Math.min(...sessions.map((session) => opensAt(session).getTime())) === from.getTime() &&
  Math.max(...sessions.map(({ end }) => end.getTime())) === until.getTime();

/** Says when a session is: "lørdag 28. november 2026 kl. 18:00–20:00, dørene åpner kl. 17:15". */
export function sessionText(session: EventTimes, language: Language): string {
  const words = ticketRuleWords(language);
  const { doors, start, end } = session;
  const day = formatDay(start, language);
  const [begins, ends] = [formatTime(start, language), formatTime(end, language)];
  const times = lastsDays(session)
    ? words.period(words.at(day, begins), words.at(formatDay(end, language), ends))
    : words.at(day, `${begins}–${ends}`);
  if (!doors) return times;
  const opening = words.doors(formatTime(doors, language));
  return `${times} (${opening.charAt(0).toLowerCase()}${opening.slice(1)})`;
}

const sessionLines = (sessions: readonly EventTimes[], uses: number | null, language: Language) => [
  ticketRuleWords(language).anyOf(uses),
  ...sessions.map((session) => sessionText(session, language)),
];

function periodText(period: Period, words: TicketRuleWords, language: Language): string {
  if (hasWholeDays(period)) return formatPeriod(period, language);
  const [first, last] = [formatDate(period.from, language), formatDate(period.until, language)];
  const [from, until] = [formatTime(period.from, language), formatTime(period.until, language)];
  if (first === last) return words.at(first, `${from}–${until}`);
  return words.period(words.at(first, from), words.at(last, until));
}

const closedDays = (blackout: NonNullable<OfferTerms["blackout"]>, language: Language) =>
  joinWords(
    blackout.map((days) => formatDays(days, language, { year: true })),
    language,
  );

/** Says when the time of a ticket ends that has begun; midnight as the end of the day before. */
export function begunText(lastsUntil: Date, language: Language): string {
  const words = ticketRuleWords(language);
  const isDayOver = isMidnight(lastsUntil);
  const day = formatDate(new Date(lastsUntil.getTime() - (isDayOver ? 1 : 0)), language);
  return words.begun(words.at(day, isDayOver ? "24:00" : formatTime(lastsUntil, language)));
}

/** Says every term by which the door may refuse the ticket. All channels say them by this function. */
export function ruleTexts(terms: TicketTerms, language: Language): RuleText[] {
  const words = ticketRuleWords(language);
  const { event, sessions, validity, weekdays, blackout = [], uses } = terms;
  const { hours, usesPerDay, validFor, parts, admits } = terms;
  const valid = [
    ...((event && isOfEvent(validity, event)) || (sessions && isOfSessions(validity, sessions))
      ? []
      : [periodText(validity, words, language)]),
    ...(weekdays ? [words.onlyOn(formatWeekdays(weekdays, language))] : []),
    ...(hours ? [hoursText({ hours, weekdays }, language)] : []),
    ...(blackout.length > 0 ? [words.notOn(closedDays(blackout, language))] : []),
  ];
  const perDay = usesPerDay === undefined ? [] : [words.perDay(usesPerDay)];
  const counted = parts ? words.eachPart : (times: string) => times;
  const times =
    uses !== null ? [counted(words.times(uses))] : perDay.length > 0 ? [] : [words.anyTimes];
  const lines: Record<RuleText["about"], string[]> = {
    when: event
      ? eventLines(event, words, language)
      : sessions
        ? sessionLines(sessions, uses, language)
        : [],
    valid,
    admits: [words.people(admits)],
    parts: parts ? [partNames(parts, language)] : [],
    canBeUsed: [...times, ...perDay, ...(validFor ? [lastsFor(validFor, words)] : [])],
  };
  return (Object.keys(lines) as RuleText["about"][])
    .map((about) => ({ about, label: words[about], lines: lines[about] }))
    .filter((row) => row.lines.length > 0);
}

/**
 * Says in short, for the front of a ticket, which days it is for and how often: undefined when that is
 * any day. A list of closed days is named without the days.
 */
function shortRule(
  terms: TicketTerms,
  language: Language,
  isEndShown: boolean,
): string | undefined {
  const words = ticketRuleWords(language);
  const { event, sessions, weekdays, hours, blackout = [], usesPerDay, validFor } = terms;
  const [closed, another] = blackout;
  const rules = [
    ...(terms.parts ? [partNames(terms.parts, language)] : []),
    ...(weekdays ? [words.onlyOn(formatWeekdays(weekdays, language, { weekday: "short" }))] : []),
    ...(hours ? [hoursTextShort({ hours, weekdays }, language)] : []),
    ...(event && lastsDays(event) && !isEndShown
      ? [words.lasts(formatDate(event.end, language), formatTime(event.end, language))]
      : []),
    ...(sessions ? [words.someTimes(sessions.length)] : []),
    ...(closed
      ? [another ? words.notSomeDays : words.notOn(formatDays(closed, language, { year: true }))]
      : []),
    ...(usesPerDay === undefined ? [] : [words.perDay(usesPerDay)]),
    ...(validFor ? [lastsForShort(validFor, words)] : []),
  ];
  return rules.length > 0 ? rules.join(" · ") : undefined;
}

/** All rules as one text, a line for each kind. */
export const rulesAsText = (terms: TicketTerms): Texts =>
  inRuleLanguages((language) =>
    ruleTexts(terms, language)
      .map(({ label, lines }) => `${label}: ${lines.join(". ")}`)
      .join("\n"),
  );

/**
 * The short rule of the front in all languages; without the last of several days where the front has a field for it.
 */
export const frontRule = (terms: TicketTerms, { isEndShown = false } = {}): Texts | undefined =>
  shortRule(terms, "nb", isEndShown) === undefined
    ? undefined
    : inRuleLanguages((language) => shortRule(terms, language, isEndShown) ?? "");

/** Number of persons: "2 personer". */
export const admitsText = (admits: number): Texts =>
  inRuleLanguages((language) => ticketRuleWords(language).people(admits));
