import { textIn, type Language, type Texts } from "../language.ts";
import type { TicketTerms } from "../offers/ticket-rules.ts";
import { isPlain, rulesInMessage } from "./message-rules.ts";

/** The tickets of one offer in a message. */
export interface AnnouncedTickets extends TicketTerms {
  title: Texts;
  count: number;
  /** The first instant at which the earliest of them can no longer be fetched; null: no deadline. */
  claimUntil: Date | null;
}

interface Wording {
  locale: string;
  subject: Record<"one" | "other", string>;
  /** The subject of a reminder. */
  remember: Record<"one" | "other", string>;
  /** What the rules are of: one ticket; several; of several the one that ends first. */
  holds: Record<"one" | "together" | "apart", string>;
  until: (day: string) => string;
  /** `read`: several, whose rules stand at the link. */
  fetch: Record<"one" | "other" | "read", string>;
  by: (day: string) => string;
  each: (text: string) => string;
  more: (count: number) => string;
  /** A message that names no ticket, and before its link. */
  link: { subject: string; text: string };
}

const nb: Wording = {
  locale: "nb-NO",
  subject: { one: "Billetten din er klar", other: "Billettene dine er klare" },
  remember: { one: "Husk billetten din", other: "Husk billettene dine" },
  holds: { one: "Den gjelder", together: "De gjelder", apart: "Den første gjelder" },
  until: (day) => `til og med ${day}`,
  fetch: {
    one: "Hent den her",
    other: "Hent dem her",
    read: "Se når hver av dem gjelder, og hent dem her",
  },
  by: (day) => ` senest ${day}`,
  each: (text) => `${text} hver`,
  more: (count) => `${count} til`,
  link: { subject: "Lenken til billettene dine", text: "Her finner du billettene dine" },
};

const nn: Wording = {
  locale: "nn-NO",
  subject: { one: "Billetten din er klar", other: "Billettane dine er klare" },
  remember: { one: "Hugs billetten din", other: "Hugs billettane dine" },
  holds: { one: "Han gjeld", together: "Dei gjeld", apart: "Den første gjeld" },
  until: (day) => `til og med ${day}`,
  fetch: {
    one: "Hent han her",
    other: "Hent dei her",
    read: "Sjå når kvar av dei gjeld, og hent dei her",
  },
  by: (day) => ` seinast ${day}`,
  each: (text) => `${text} kvar`,
  more: (count) => `${count} til`,
  link: { subject: "Lenkja til billettane dine", text: "Her finn du billettane dine" },
};

const en: Wording = {
  locale: "en-GB",
  subject: { one: "Your ticket is ready", other: "Your tickets are ready" },
  remember: { one: "Remember your ticket", other: "Remember your tickets" },
  holds: { one: "It is valid", together: "They are valid", apart: "The first is valid" },
  until: (day) => `through ${day}`,
  fetch: {
    one: "Get it here",
    other: "Get them here",
    read: "See when each is valid, and get them here",
  },
  by: (day) => ` by ${day}`,
  each: (text) => `${text} each`,
  more: (count) => `${count} more`,
  link: { subject: "The link to your tickets", text: "Your tickets are here" },
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const messageWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** More titles make a text message long without saying more. */
const maxTitles = 3;

const second = 1000;

/**
 * The message to a holder about new tickets, or one that reminds of them, sent at `at`: which, by what rules, and where to get them.
 * The rules of several offers stand at the link. Worded as any venue's, it does not reveal how they were
 * allocated. Throws RangeError without tickets.
 */
export function messageText(
  tickets: AnnouncedTickets[],
  language: Language,
  { url, at, isReminder = false }: { url: string; at: Date; isReminder?: boolean },
): { subject: string; text: string } {
  const [first, ...others] = tickets.toSorted(
    (a, b) => a.validity.until.getTime() - b.validity.until.getTime(),
  );
  if (!first) throw new RangeError("A message needs a ticket to speak of.");
  const wording = messageWordings[language];
  const { holds, until, fetch, by } = wording;
  const count = tickets.reduce((sum, each) => sum + each.count, 0);
  const number = new Intl.PluralRules(wording.locale).select(count) === "one" ? "one" : "other";
  const subject = wording[isReminder ? "remember" : "subject"][number];
  const apart = others.some(({ validity }) => validity.until > first.validity.until);
  const which = holds[number === "one" ? "one" : apart ? "apart" : "together"];
  const rules =
    others.length > 0
      ? until(lastDay(first.validity.until, wording))
      : rulesInMessage(first, language, {
          at,
          until,
          each: number === "one" ? (text) => text : wording.each,
        });
  const isReading = others.length > 0 && !tickets.every(isPlain);
  const deadline = deadlineOf(tickets);
  const parts = [
    `${subject}: ${listOf(tickets, language)}.`,
    `${which} ${rules}.`,
    `${fetch[isReading ? "read" : number]}${deadline ? by(lastDay(deadline, wording)) : ""}:`,
    url,
  ];
  return { subject, text: parts.join(" ") };
}

/** The message to a holder that gives the link alone, where no ticket can be used any more and one can still be seen. */
export function linkText(
  language: Language,
  { url }: { url: string },
): { subject: string; text: string } {
  const { subject, text } = messageWordings[language].link;
  return { subject, text: `${text}: ${url}` };
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
