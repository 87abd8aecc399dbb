import { textIn, type Texts } from "../language.ts";
import { monthText } from "./month-text.ts";
import type { MailLanguage } from "./provider-user.ts";

/** One thing that waits for a culture office, or that it is told of. */
export interface OfficeNotice {
  kind: "offer" | "change" | "moved" | "look" | "stated";
  offerId: string | null;
  title: Texts | null;
  /** Name of the offer's provider. */
  provider: string | null;
  /** `YYYY-MM`, of a stated settlement. */
  month: string | null;
}

interface Words {
  one: (what: string) => string;
  many: (count: number) => string;
  onlyTold: (titles: string) => string;
  offer: (title: string, provider: string) => string;
  change: (title: string, provider: string) => string;
  moved: (title: string, provider: string) => string;
  look: (title: string, provider: string) => string;
  stated: (month: string) => string;
  settings: string;
  unsubscribe: string;
}

const nb: Words = {
  one: (what) => `Venter på deg: ${what}`,
  many: (count) => `${count} ting venter på deg`,
  onlyTold: (titles) => `Endret: ${titles}`,
  offer: (title, provider) => `${provider} har sendt inn «${title}».`,
  change: (title, provider) => `${provider} vil endre «${title}». Til da gjelder det gamle.`,
  look: (title, provider) =>
    `${provider} har gitt billettene til «${title}» et nytt utseende. Det gjelder fra nå.`,
  moved: (title, provider) =>
    `${provider} har endret tid eller sted for «${title}». Det gjelder fra nå.`,
  stated: (month) => `Oppgjøret for ${month} er klart til attestering.`,
  settings: "Bytt adresse eller språk:",
  unsubscribe: "Slå av disse e-postene:",
};

const nn: Words = {
  one: (what) => `Ventar på deg: ${what}`,
  many: (count) => `${count} ting ventar på deg`,
  onlyTold: (titles) => `Endra: ${titles}`,
  offer: (title, provider) => `${provider} har sendt inn «${title}».`,
  change: (title, provider) => `${provider} vil endre «${title}». Fram til då gjeld det gamle.`,
  look: (title, provider) =>
    `${provider} har gitt billettane til «${title}» ein ny utsjånad. Han gjeld frå no.`,
  moved: (title, provider) =>
    `${provider} har endra tid eller stad for «${title}». Det gjeld frå no.`,
  stated: (month) => `Oppgjeret for ${month} er klart til attestering.`,
  settings: "Byt adresse eller språk:",
  unsubscribe: "Slå av desse e-postane:",
};

/** The e-mail that tells a culture office what waits for it: all at once, each with the way to it. */
export function officeMail(
  notices: readonly OfficeNotice[],
  {
    municipality,
    language,
    pages,
    unsubscribeUrl,
  }: {
    /** Name of the municipality. */
    municipality: string;
    language: MailLanguage;
    /** URL of the culture office's pages. */
    pages: string;
    unsubscribeUrl: string;
  },
): { subject: string; text: string } {
  const words = { nb, nn }[language];
  const told = notices.map(({ kind, offerId, title, provider, month }) => {
    const name = title ? textIn(title, language) : "";
    if (kind === "stated") {
      const text = words.stated(monthText(month ?? ""));
      return { about: monthText(month ?? ""), text, url: `${pages}/settlements/${month ?? ""}` };
    }
    const text = words[kind](name, provider ?? "");
    return { about: name, text, url: `${pages}/offers/${offerId ?? ""}` };
  });
  const [first] = told;
  const isOnlyTold = notices.every(({ kind }) => kind === "moved" || kind === "look");
  const subject = isOnlyTold
    ? words.onlyTold(told.map(({ about }) => about).join(", "))
    : told.length === 1 && first
      ? words.one(first.about)
      : words.many(told.length);
  const parts = [
    `${municipality}:`,
    ...told.map(({ text, url }) => `${text}\n${url}`),
    `${words.settings}\n${pages}/contact`,
    `${words.unsubscribe}\n${unsubscribeUrl}`,
  ];
  return { subject, text: parts.join("\n\n") };
}
