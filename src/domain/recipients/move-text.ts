import { textIn, type Language, type Texts } from "../language.ts";

interface Wording {
  locale: string;
  subject: (title: string) => string;
  time: (moment: string) => string;
  place: (place: string) => string;
  ticket: string;
}

const nb: Wording = {
  locale: "nb-NO",
  subject: (title) => `Endret: ${title}`,
  time: (moment) => `Tid: ${moment}.`,
  place: (place) => `Sted: ${place}.`,
  ticket: "Billetten din gjelder som før:",
};
const nn: Wording = {
  locale: "nn-NO",
  subject: (title) => `Endra: ${title}`,
  time: (moment) => `Tid: ${moment}.`,
  place: (place) => `Stad: ${place}.`,
  ticket: "Billetten din gjeld som før:",
};
const en: Wording = {
  locale: "en-GB",
  subject: (title) => `Changed: ${title}`,
  time: (moment) => `Time: ${moment}.`,
  place: (place) => `Place: ${place}.`,
  ticket: "Your ticket is valid as before:",
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const moveWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

interface Moved {
  title: Texts;
  eventStart: Date | null;
  place: { name: string; address: string } | null;
}

/** The message to a holder when an offer's time or place changes, worded as any venue's. */
export function moveText(
  { title, eventStart, place }: Moved,
  language: Language,
  url: string,
): { subject: string; text: string } {
  const { locale, ...wording } = moveWordings[language];
  const subject = wording.subject(textIn(title, language));
  const sentences = [
    ...(eventStart ? [wording.time(momentIn(locale, eventStart))] : []),
    ...(place ? [wording.place(`${place.name}, ${place.address}`)] : []),
  ];
  return { subject, text: [`${subject}.`, ...sentences, wording.ticket, url].join(" ") };
}

/** Weekday, day, year and time in Oslo. */
const momentIn = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Oslo",
  }).format(at);
