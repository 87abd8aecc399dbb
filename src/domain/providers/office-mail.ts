import { textIn, type Texts } from "../language.ts";
import { monthText } from "./month-text.ts";
import type { MailLanguage } from "./provider-user.ts";

/** One thing that waits for a culture office, or that it is told of. */
export interface OfficeNotice {
  kind: "offer" | "change" | "moved" | "look" | "opened" | "changed" | "stated";
  offerId: string | null;
  title: Texts | null;
  /** Name of the offer's provider. */
  provider: string | null;
  /** Name of the municipality whose office decides on the offer. */
  office: string | null;
  /** `YYYY-MM`, of a stated settlement. */
  month: string | null;
}

/** What waits for the office's decision. */
const waitingKinds = new Set<OfficeNotice["kind"]>(["offer", "change", "stated"]);
/** What is told to the offices that pay, of an offer that another one decides on. */
const payerKinds = new Set<OfficeNotice["kind"]>(["opened", "changed"]);

interface Words {
  one: (what: string) => string;
  many: (count: number) => string;
  onlyTold: (titles: string) => string;
  onlyNew: (titles: string) => string;
  offer: (title: string, provider: string) => string;
  change: (title: string, provider: string) => string;
  moved: (title: string, provider: string) => string;
  look: (title: string, provider: string) => string;
  opened: (title: string, provider: string, office: string) => string;
  changed: (title: string, provider: string, office: string) => string;
  stated: (month: string) => string;
  settings: string;
  unsubscribe: string;
}

const nb: Words = {
  one: (what) => `Venter på deg: ${what}`,
  many: (count) => `${count} ting venter på deg`,
  onlyTold: (titles) => `Endret: ${titles}`,
  onlyNew: (titles) => `Nytt tilbud: ${titles}`,
  offer: (title, provider) => `${provider} har sendt inn «${title}».`,
  change: (title, provider) => `${provider} vil endre «${title}». Til da gjelder det gamle.`,
  look: (title, provider) =>
    `${provider} har gitt billettene til «${title}» et nytt utseende. Det gjelder fra nå.`,
  opened: (title, provider, office) =>
    `Kulturkontoret i ${office} har godkjent «${title}» fra ${provider}, også for barn i kommunen deres. Se hva det kan koste. Vil dere ikke være med, kan dere stenge det for kommunen.`,
  changed: (title, provider, office) =>
    `Kulturkontoret i ${office} har godkjent en endring av «${title}» fra ${provider}. Se hva som gjelder nå.`,
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
  onlyNew: (titles) => `Nytt tilbod: ${titles}`,
  offer: (title, provider) => `${provider} har sendt inn «${title}».`,
  change: (title, provider) => `${provider} vil endre «${title}». Fram til då gjeld det gamle.`,
  look: (title, provider) =>
    `${provider} har gitt billettane til «${title}» ein ny utsjånad. Han gjeld frå no.`,
  opened: (title, provider, office) =>
    `Kulturkontoret i ${office} har godkjent «${title}» frå ${provider}, òg for barn i kommunen dykkar. Sjå kva det kan koste. Vil de ikkje vere med, kan de stengje det for kommunen.`,
  changed: (title, provider, office) =>
    `Kulturkontoret i ${office} har godkjent ei endring av «${title}» frå ${provider}. Sjå kva som gjeld no.`,
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
  const told = notices.map(({ kind, offerId, title, provider, office, month }) => {
    const name = title ? textIn(title, language) : "";
    if (kind === "stated") {
      const text = words.stated(monthText(month ?? ""));
      return { about: monthText(month ?? ""), text, url: `${pages}/settlements/${month ?? ""}` };
    }
    const text = words[kind](name, provider ?? "", office ?? "");
    return {
      about: name,
      text,
      url: `${pages}/${payerKinds.has(kind) ? "running" : "offers"}/${offerId ?? ""}`,
    };
  });
  const [first] = told;
  const titles = (isNew: boolean) =>
    told.flatMap(({ about }, at) => ((notices[at]?.kind === "opened") === isNew ? about : []));
  const [opened, changed] = [titles(true).join(", "), titles(false).join(", ")];
  const subject = notices.every(({ kind }) => !waitingKinds.has(kind))
    ? [opened && words.onlyNew(opened), changed && words.onlyTold(changed)]
        .filter((part) => part !== "")
        .join(". ")
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
