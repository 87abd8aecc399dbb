import type { Language } from "../language.ts";

/** The words of the message about tickets in one language. */
export interface Wording {
  locale: string;
  subject: Record<"one" | "other", string>;
  /** The subject of a reminder. */
  remember: Record<"one" | "other", string>;
  /** Both in a text message that has no room for them. */
  brief: Record<"subject" | "remember" | "fetch", Record<"one" | "other", string>> & {
    begins: string;
  };
  /** What the rules are of: one ticket; several; of several the one that ends first. */
  holds: Record<"one" | "together" | "apart", string>;
  /** When the first of several begins. */
  begins: (moment: string) => string;
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
  brief: {
    subject: { one: "Billett", other: "Billetter" },
    remember: { one: "Husk", other: "Husk" },
    fetch: { one: "Hent den", other: "Hent dem" },
    begins: "Først",
  },
  holds: { one: "Den gjelder", together: "De gjelder", apart: "Den første gjelder" },
  begins: (moment) => `Den første er ${moment}`,
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
  brief: {
    subject: { one: "Billett", other: "Billettar" },
    remember: { one: "Hugs", other: "Hugs" },
    fetch: { one: "Hent han", other: "Hent dei" },
    begins: "Først",
  },
  holds: { one: "Han gjeld", together: "Dei gjeld", apart: "Den første gjeld" },
  begins: (moment) => `Den første er ${moment}`,
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
  brief: {
    subject: { one: "Ticket", other: "Tickets" },
    remember: { one: "Remember", other: "Remember" },
    fetch: { one: "Get it", other: "Get them" },
    begins: "First",
  },
  holds: { one: "It is valid", together: "They are valid", apart: "The first is valid" },
  begins: (moment) => `The first is on ${moment}`,
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
