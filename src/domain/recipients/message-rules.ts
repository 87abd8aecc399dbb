import { formatDate, formatTime } from "../date-text.ts";
import type { Language } from "../language.ts";
import { hasWholeDays, lastsDays, ruleTexts, type TicketTerms } from "../offers/ticket-rules.ts";
import { ticketRuleWords } from "../offers/ticket-rule-words.ts";
import { startAndDoors } from "./session-starts.ts";

const second = 1000;
/** More sessions make a text message long; the ticket says all. */
const maxSessions = 4;

interface Told {
  at: Date;
  until: (day: string) => string;
  each: (text: string) => string;
  /** Instead of the lines that say when an event is, and that one use is for one event. */
  when?: string;
}

/**
 * Says in one sentence's end by what rules the door goes: "til og med 11. april 2027, bare lørdag og
 * søndag, 1 gang". Leaves out what holds at `at` already, and one person, which every ticket admits.
 * `each` says of a number that it is one ticket's.
 */
export function rulesInMessage(
  terms: TicketTerms,
  language: Language,
  { at, until, each, when }: Told,
): string {
  const words = ticketRuleWords(language);
  const { validity, event, sessions = [], admits } = terms;
  const begun = validity.from <= at && !event && sessions.length === 0;
  const untold = sessions.length > maxSessions + 1 ? sessions.length - maxSessions : 0;
  const clauses = ruleTexts(terms, language).flatMap(({ about, lines }) => {
    if (about === "valid" && begun) return [endOf(terms, language, until), ...lines.slice(1)];
    if (about === "when" && when !== undefined) return [when];
    if (about === "canBeUsed" && when !== undefined && terms.uses === 1) return [];
    if (about === "admits") return admits === 1 ? [] : [each(`${words.admits} ${lines.join("")}`)];
    if (about === "when" && untold > 0) {
      return [...lines.slice(0, -untold), words.moreTimes(untold)];
    }
    if (about !== "canBeUsed") return lines;
    return lines
      .filter((line) => line !== words.anyTimes)
      .map((line, n) => (n === 0 ? each(line) : line));
  });
  return clauses.map(lowerFirst).join(", ");
}

function endOf({ validity }: TicketTerms, language: Language, until: (day: string) => string) {
  const words = ticketRuleWords(language);
  const end = validity.until;
  return hasWholeDays(validity)
    ? until(formatDate(new Date(end.getTime() - second), language))
    : words.to(words.at(formatDate(end, language), formatTime(end, language)));
}

/**
 * The same as a sentence, for a text message that has no room for it: an event of one day as "Lørdag 16. januar 2027
 * kl. 19:00 (dører 18:00)"; anything else as before, behind `which`.
 */
export function briefRules(
  terms: TicketTerms,
  language: Language,
  { which, ...of }: Told & { which: string },
): string {
  const { event } = terms;
  if (!event || lastsDays(event)) return `${which} ${rulesInMessage(terms, language, of)}`;
  const rules = rulesInMessage(terms, language, { ...of, when: startAndDoors(event, language) });
  return rules.charAt(0).toUpperCase() + rules.slice(1);
}

/** Weekdays keep their capital in English. */
const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Ll}+day\b/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** Whether the ticket is good on any day of its validity, and any time. */
export const isPlain = ({
  validity,
  weekdays,
  blackout = [],
  hours,
  event,
  sessions,
  usesPerDay,
  validFor,
  parts,
}: TicketTerms) =>
  hasWholeDays(validity) &&
  !weekdays &&
  blackout.length === 0 &&
  !hours &&
  !event &&
  !sessions &&
  usesPerDay === undefined &&
  !validFor &&
  !parts;
