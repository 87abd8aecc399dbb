import { textIn, type Language, type Texts } from "../language.ts";

/** The tickets of one offer in a message. */
export interface AnnouncedTickets {
  title: Texts;
  count: number;
  /** The first instant at which they are no longer valid. */
  validUntil: Date;
  /** The first instant at which the earliest of them can no longer be fetched; null: no deadline. */
  claimUntil: Date | null;
}

interface Wording {
  locale: string;
  subject: Record<"one" | "other", string>;
  /** `ends`: one ticket; several that end together; several that end at different times. */
  ends: Record<"one" | "together" | "apart", (day: string) => string>;
  fetch: Record<"one" | "other", string>;
  fetchBy: Record<"one" | "other", (day: string) => string>;
  more: (count: number) => string;
}

const nb: Wording = {
  locale: "nb-NO",
  subject: { one: "Billetten din er klar", other: "Billettene dine er klare" },
  ends: {
    one: (day) => `Den gjelder til og med ${day}.`,
    together: (day) => `De gjelder til og med ${day}.`,
    apart: (day) => `Den første gjelder til og med ${day}.`,
  },
  fetch: { one: "Hent den her:", other: "Hent dem her:" },
  fetchBy: {
    one: (day) => `Hent den her senest ${day}:`,
    other: (day) => `Hent dem her senest ${day}:`,
  },
  more: (count) => `${count} til`,
};

const nn: Wording = {
  locale: "nn-NO",
  subject: { one: "Billetten din er klar", other: "Billettane dine er klare" },
  ends: {
    one: (day) => `Han gjeld til og med ${day}.`,
    together: (day) => `Dei gjeld til og med ${day}.`,
    apart: (day) => `Den første gjeld til og med ${day}.`,
  },
  fetch: { one: "Hent han her:", other: "Hent dei her:" },
  fetchBy: {
    one: (day) => `Hent han her seinast ${day}:`,
    other: (day) => `Hent dei her seinast ${day}:`,
  },
  more: (count) => `${count} til`,
};

const en: Wording = {
  locale: "en-GB",
  subject: { one: "Your ticket is ready", other: "Your tickets are ready" },
  ends: {
    one: (day) => `It is valid through ${day}.`,
    together: (day) => `They are valid through ${day}.`,
    apart: (day) => `The first is valid through ${day}.`,
  },
  fetch: { one: "Get it here:", other: "Get them here:" },
  fetchBy: {
    one: (day) => `Get it here by ${day}:`,
    other: (day) => `Get them here by ${day}:`,
  },
  more: (count) => `${count} more`,
};

// South Sámi is not translated yet, and not by machine: it falls back to Bokmål.
const wordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** More titles make a text message long without saying more. */
const maxTitles = 3;

const second = 1000;

/**
 * The message to a holder about new tickets: which, until when, and where to get them. Worded as any
 * venue's, it does not reveal how they were allocated. Throws RangeError without tickets.
 */
export function messageText(
  tickets: AnnouncedTickets[],
  language: Language,
  url: string,
): { subject: string; text: string } {
  const [first] = tickets.toSorted((a, b) => a.validUntil.getTime() - b.validUntil.getTime());
  if (!first) throw new RangeError("A message needs a ticket to speak of.");
  const wording = wordings[language];
  const count = tickets.reduce((sum, each) => sum + each.count, 0);
  const number = new Intl.PluralRules(wording.locale).select(count) === "one" ? "one" : "other";
  const apart = tickets.some(({ validUntil }) => validUntil > first.validUntil);
  const ends = wording.ends[number === "one" ? "one" : apart ? "apart" : "together"];
  const subject = wording.subject[number];
  const named = `${subject}: ${listOf(tickets, language)}.`;
  const deadline = deadlineOf(tickets);
  const fetch = deadline
    ? wording.fetchBy[number](lastDay(deadline, wording))
    : wording.fetch[number];
  return { subject, text: `${named} ${ends(lastDay(first.validUntil, wording))} ${fetch} ${url}` };
}

/** The earliest deadline for fetching that comes before its ticket's own end. */
function deadlineOf(tickets: readonly AnnouncedTickets[]): Date | undefined {
  return tickets
    .flatMap(({ claimUntil, validUntil }) =>
      claimUntil && claimUntil < validUntil ? [claimUntil] : [],
    )
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** The day in Oslo before whose end an instant lies, in words. */
const lastDay = (until: Date, { locale }: Wording) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Europe/Oslo" }).format(
    new Date(until.getTime() - second),
  );

function listOf(tickets: AnnouncedTickets[], language: Language): string {
  const { locale, more } = wordings[language];
  const titles = tickets.map(({ title, count }) => {
    const text = textIn(title, language);
    return count === 1 ? text : `${count} × ${text}`;
  });
  const shown = titles.length > maxTitles + 1 ? titles.slice(0, maxTitles) : titles;
  const unnamed = tickets.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const parts = unnamed > 0 ? [...shown, more(unnamed)] : shown;
  return new Intl.ListFormat(locale).format(parts);
}
