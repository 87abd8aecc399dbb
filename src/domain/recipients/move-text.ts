import { textIn, type Language, type Texts } from "../language.ts";
import { hoursText } from "../offers/hours-text.ts";
import type { EventTimes } from "../offers/offer.ts";
import type { OpeningHours } from "../offers/opening-hours.ts";
import type { MovedSessions } from "../offers/session-move.ts";
import { sessionText } from "../offers/ticket-rules.ts";
import { briefDates } from "./brief-dates.ts";
import type { WrittenMessage } from "./code-beside-link.ts";
import { partsOf } from "./plain-typography.ts";
import { mostNamed, startAndDoors } from "./session-starts.ts";

interface Wording {
  subject: (title: string) => string;
  time: (moment: string) => string;
  gone: (moments: string) => string;
  added: (moments: string) => string;
  more: (count: number) => string;
  place: (place: string) => string;
  ticket: string;
  otherwise: string;
  /** `ticket` and `otherwise` in a text message that has no room for them. */
  brief: string;
}

const nb: Wording = {
  subject: (title) => `Endret: ${title}`,
  time: (moment) => `Tid: ${moment}.`,
  gone: (moments) => `Faller bort: ${moments}.`,
  added: (moments) => `Ny tid: ${moments}.`,
  more: (count) => `${count} til`,
  place: (place) => `Sted: ${place}.`,
  ticket: "Billetten din gjelder som før:",
  otherwise: "Billetten din gjelder ellers som før:",
  brief: "Gjelder som før:",
};
const nn: Wording = {
  subject: (title) => `Endra: ${title}`,
  time: (moment) => `Tid: ${moment}.`,
  gone: (moments) => `Fell bort: ${moments}.`,
  added: (moments) => `Ny tid: ${moments}.`,
  more: (count) => `${count} til`,
  place: (place) => `Stad: ${place}.`,
  ticket: "Billetten din gjeld som før:",
  otherwise: "Billetten din gjeld elles som før:",
  brief: "Gjeld som før:",
};
const en: Wording = {
  subject: (title) => `Changed: ${title}`,
  time: (moment) => `Time: ${moment}.`,
  gone: (moments) => `No longer on: ${moments}.`,
  added: (moments) => `New time: ${moments}.`,
  more: (count) => `${count} more`,
  place: (place) => `Place: ${place}.`,
  ticket: "Your ticket is valid as before:",
  otherwise: "Otherwise your ticket is valid as before:",
  brief: "Valid as before:",
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const moveWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

interface Moved {
  title: Texts;
  event?: EventTimes | undefined;
  /** Of an offer with several dates. */
  moved?: MovedSessions | undefined;
  /** Set where they became shorter. */
  hours?: { hours: OpeningHours[]; weekdays?: number[] | undefined } | undefined;
  place: { name: string; address: string } | null;
}

/**
 * The message to a holder when an offer's time or place changes, sent at `at`, worded as any venue's. Brief, it
 * leaves out the end, and then the place's address, where that saves a part of a text message; the link has the rest.
 */
export function moveText(
  { title, event, moved, hours, place }: Moved,
  language: Language,
  { url, at }: { url: string; at: Date },
): WrittenMessage {
  const wording = moveWordings[language];
  const subject = wording.subject(textIn(title, language));
  const { gone = [], added = [] } = moved ?? {};
  const times = (say: (session: EventTimes) => string) => {
    const dates = (sessions: readonly EventTimes[]) => {
      const left = sessions.length - mostNamed;
      const shown = sessions.slice(0, mostNamed).map(say);
      return [...shown, ...(left > 0 ? [wording.more(left)] : [])].join(", ");
    };
    return [
      ...(event ? [wording.time(dates([event]))] : []),
      ...(gone.length > 0 ? [wording.gone(dates(gone))] : []),
      ...(added.length > 0 ? [wording.added(dates(added))] : []),
      ...(hours ? [`${hoursText(hours, language)}.`] : []),
    ];
  };
  const whole = times((session) => sessionText(session, language));
  const starts = times((session) => startAndDoors(session, language));
  const where = (shown: string) => (place ? [wording.place(shown)] : []);
  const [address, name] = [where(`${place?.name}, ${place?.address}`), where(place?.name ?? "")];
  const rest = moved || hours ? wording.otherwise : wording.ticket;
  const briefly = (dates: string[], place: string[]) =>
    [
      `${subject}.`,
      ...dates.map((each) => briefDates(each, language, at)),
      ...place,
      wording.brief,
      url,
    ].join(" ");
  return {
    subject,
    text: [`${subject}.`, ...whole, ...address, rest, url].join(" "),
    brief: inFewestParts([
      briefly(whole, address),
      briefly(starts, address),
      briefly(whole, name),
      briefly(starts, name),
    ]),
  };
}

/** The first of the texts that is as few parts of a text message as one of them can be. */
function inFewestParts(texts: string[]): string {
  const fewest = Math.min(...texts.map(partsOf));
  return texts.find((each) => partsOf(each) === fewest) ?? "";
}
