import { textIn, type Language, type Texts } from "../language.ts";
import type { EventTimes } from "../offers/offer.ts";
import { briefDates } from "./brief-dates.ts";
import type { WrittenMessage } from "./code-beside-link.ts";
import { moveWordings } from "./move-text.ts";
import { startsOf } from "./session-starts.ts";

interface Wording {
  /** Of a cancelled offer. */
  subject: (title: string) => string;
  /** Of a ticket that ended alone. */
  ended: (title: string) => string;
  text: string;
}

const nb: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  ended: (title) => `Gjelder ikke lenger: ${title}`,
  text: "Billetten din gjelder ikke lenger.",
};
const nn: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  ended: (title) => `Gjeld ikkje lenger: ${title}`,
  text: "Billetten din gjeld ikkje lenger.",
};
const en: Wording = {
  subject: (title) => `Cancelled: ${title}`,
  ended: (title) => `No longer valid: ${title}`,
  text: "Your ticket is no longer valid.",
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const cancellationWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** What a message says of a ticket that ended. */
export interface EndedTicket {
  title: Texts;
  isCancelled: boolean;
  event?: EventTimes | undefined;
  /** Of an offer with several dates. */
  sessions?: EventTimes[] | undefined;
}

/**
 * The message to a holder when an offer is cancelled or its provider ended the ticket, sent at `at`, with weekday and time
 * where it has such, since there may be a ticket to another performance. Worded as any venue's.
 */
export function cancellationText(
  { title, isCancelled, event, sessions = [] }: EndedTicket,
  language: Language,
  at: Date,
): WrittenMessage {
  const { subject, ended, text } = cancellationWordings[language];
  const heading = (isCancelled ? subject : ended)(textIn(title, language));
  const ahead = event ? [event] : sessions.filter(({ end }) => end > at);
  const dates = startsOf(ahead, language, moveWordings[language].more);
  const say = (when: string) => `${[heading, ...(when ? [when] : [])].join(", ")}. ${text}`;
  return { subject: heading, text: say(dates), brief: say(briefDates(dates, language, at)) };
}
