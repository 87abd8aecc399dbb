import { textIn, type Language, type Texts } from "../language.ts";
import type { TicketTerms } from "../offers/ticket-rules.ts";
import { briefDates } from "./brief-dates.ts";
import type { WrittenMessage } from "./code-beside-link.ts";
import { briefRules, isPlain, rulesInMessage } from "./message-rules.ts";
import { messageWordings, type Wording } from "./message-wordings.ts";
import { startOf } from "./session-starts.ts";

/** The tickets of one offer in a message. */
export interface AnnouncedTickets extends TicketTerms {
  title: Texts;
  count: number;
  /** The first instant at which the earliest of them can no longer be fetched; null: no deadline. */
  claimUntil: Date | null;
}

/** More titles make a text message long without saying more. */
const maxTitles = 3;

const second = 1000;

/** With a full stop, unless it ends with an abbreviation's. */
const asSentence = (text: string) => (text.endsWith(".") ? text : `${text}.`);

/** The event for which the ticket can be used next, if it is for events. */
const nextEvent = ({ event, sessions = [] }: AnnouncedTickets, at: Date) =>
  event ?? sessions.find(({ end }) => end > at);

/**
 * The message to a holder about new tickets, or one that reminds of them, sent at `at`: which, by what rules, and
 * where to get them. The rules of several offers stand at the link, and the message says when the first of them is.
 * Worded as any venue's, it does not reveal how they were allocated. Throws RangeError without tickets.
 */
export function messageText(
  tickets: AnnouncedTickets[],
  language: Language,
  { url, at, isReminder = false }: { url: string; at: Date; isReminder?: boolean },
): WrittenMessage {
  const due = (each: AnnouncedTickets) =>
    (nextEvent(each, at)?.start ?? each.validity.until).getTime();
  const [first, ...others] = tickets.toSorted((a, b) => due(a) - due(b));
  if (!first) throw new RangeError("A message needs a ticket to speak of.");
  const wording = messageWordings[language];
  const { holds, until, fetch, by, begins } = wording;
  const count = tickets.reduce((sum, each) => sum + each.count, 0);
  const number = new Intl.PluralRules(wording.locale).select(count) === "one" ? "one" : "other";
  const kind = isReminder ? "remember" : "subject";
  const apart = others.some((other) => due(other) > due(first));
  const which = holds[number === "one" ? "one" : apart ? "apart" : "together"];
  const event = nextEvent(first, at);
  const each = number === "one" ? (text: string) => text : wording.each;
  const ofFirst =
    others.length === 0
      ? `${which} ${rulesInMessage(first, language, { at, until, each })}`
      : event
        ? begins(startOf(event, language))
        : `${which} ${until(lastDay(first.validity.until, wording))}`;
  const isReading = others.length > 0 && !tickets.every(isPlain);
  const deadline = deadlineOf(tickets);
  const byWhen = deadline ? by(lastDay(deadline, wording)) : "";
  const titles = listOf(tickets, language);
  const toFetch = fetch[isReading ? "read" : number];
  const briefly = (deadline ? wording.brief.fetch : fetch)[number];
  const brief =
    others.length === 0
      ? briefRules(first, language, { at, until, each, which })
      : event
        ? `${wording.brief.begins}: ${startOf(event, language)}`
        : ofFirst;
  return {
    subject: wording[kind][number],
    text: `${wording[kind][number]}: ${titles}. ${ofFirst}. ${toFetch}${byWhen}: ${url}`,
    brief: [
      `${wording.brief[kind][number]}: ${titles}.`,
      asSentence(briefDates(brief, language, at)),
      `${briefly}${briefDates(byWhen, language, at)}: ${url}`,
    ].join(" "),
  };
}

/** The message to a holder that gives the link alone, where no ticket can be used any more and one can still be seen. */
export function linkText(language: Language, { url }: { url: string }): WrittenMessage {
  const { subject, text } = messageWordings[language].link;
  const whole = `${text}: ${url}`;
  return { subject, text: whole, brief: whole };
}

/** The earliest deadline for fetching that comes before its ticket's own end. */
function deadlineOf(tickets: readonly AnnouncedTickets[]): Date | undefined {
  return tickets
    .flatMap(({ claimUntil, validity }) =>
      claimUntil && claimUntil < validity.until ? [claimUntil] : [],
    )
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** The day in Oslo before whose end an instant lies, in words. */
const lastDay = (until: Date, { locale }: Wording) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Europe/Oslo" }).format(
    new Date(until.getTime() - second),
  );

function listOf(tickets: AnnouncedTickets[], language: Language): string {
  const { locale, more } = messageWordings[language];
  const titles = tickets.map(({ title, count }) => {
    const text = textIn(title, language);
    return count === 1 ? text : `${count} × ${text}`;
  });
  const shown = titles.length > maxTitles + 1 ? titles.slice(0, maxTitles) : titles;
  const unnamed = tickets.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const parts = unnamed > 0 ? [...shown, more(unnamed)] : shown;
  return new Intl.ListFormat(locale).format(parts);
}
