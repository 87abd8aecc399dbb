import { textIn, type Texts } from "../language.ts";
import { monthText } from "./month-text.ts";
import type { MailLanguage } from "./provider-user.ts";

export const noticeKinds = [
  "approved",
  "returned",
  "paused",
  "closed",
  "sold_out",
  "low_on_codes",
  "unfetched",
  "suspended",
  "resumed",
  "stated",
  "change_approved",
  "change_returned",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

interface Notice {
  kind: NoticeKind;
  /** Name of the provider. */
  provider: string;
  offerId: string | null;
  title: Texts | null;
  reason: string | null;
  /** `YYYY-MM`. */
  month: string | null;
}

type Words = Record<NoticeKind, (about: string) => { subject: string; text: string }> & {
  reason: (reason: string) => string;
  unsubscribe: string;
};

const nb: Words = {
  approved: (title) => ({
    subject: `Godkjent: ${title}`,
    text: `Kulturkontoret har godkjent «${title}». Billettene kan deles ut fra nå.`,
  }),
  returned: (title) => ({
    subject: `Må rettes: ${title}`,
    text: `Kulturkontoret har sendt «${title}» tilbake. Rett det og send det på nytt.`,
  }),
  paused: (title) => ({
    subject: `På pause: ${title}`,
    text: `Kulturkontoret har satt «${title}» på pause. Billettene som er ute, gjelder. Ta kontakt med dem for å åpne igjen.`,
  }),
  closed: (title) => ({
    subject: `Stengt: ${title}`,
    text: `Kulturkontoret har stengt «${title}». Ingen nye billetter deles ut. De som er ute, gjelder.`,
  }),
  sold_out: (title) => ({
    subject: `Alle er delt ut: ${title}`,
    text: `Alle billettene til «${title}» er delt ut. Dere kan øke antallet på tilbudets side.`,
  }),
  low_on_codes: (title) => ({
    subject: `Få koder igjen: ${title}`,
    text: `Det er få ledige koder igjen til «${title}». Last opp flere på tilbudets side, så billettene ikke tar slutt.`,
  }),
  unfetched: (title) => ({
    subject: `Ikke hentet: ${title}`,
    text: `For minst to uker siden ble billetter til «${title}» delt ut, og ingen av dem er hentet ennå. Se om navn, beskrivelse og tider er lette å forstå.`,
  }),
  suspended: (provider) => ({
    subject: `${provider} er stanset`,
    text: `Kulturkontoret har stanset ${provider}. Tilbudene er på pause, og billettene som er ute, gjelder. Ta kontakt med kulturkontoret.`,
  }),
  resumed: (provider) => ({
    subject: `${provider} er godkjent igjen`,
    text: `Kulturkontoret har godkjent ${provider} igjen. Tilbudene er fortsatt på pause. Åpne dem igjen på sidene deres.`,
  }),
  stated: (month) => ({
    subject: `Oppgjør for ${month}`,
    text: `Oppgjøret for ${month} er klart.`,
  }),
  change_approved: (title) => ({
    subject: `Endringen er godkjent: ${title}`,
    text: `Kulturkontoret har godkjent endringen av «${title}». Den gjelder fra nå.`,
  }),
  change_returned: (title) => ({
    subject: `Endringen må rettes: ${title}`,
    text: `Kulturkontoret har sendt endringen av «${title}» tilbake. Til den er rettet, gjelder tilbudet som før.`,
  }),
  reason: (reason) => `De skriver: ${reason}`,
  unsubscribe: "Slå av e-poster som denne:",
};

const nn: Words = {
  approved: (title) => ({
    subject: `Godkjent: ${title}`,
    text: `Kulturkontoret har godkjent «${title}». Billettane kan delast ut frå no.`,
  }),
  returned: (title) => ({
    subject: `Må rettast: ${title}`,
    text: `Kulturkontoret har sendt «${title}» tilbake. Rett det og send det på nytt.`,
  }),
  paused: (title) => ({
    subject: `På pause: ${title}`,
    text: `Kulturkontoret har sett «${title}» på pause. Billettane som er ute, gjeld. Ta kontakt med dei for å opne igjen.`,
  }),
  closed: (title) => ({
    subject: `Stengt: ${title}`,
    text: `Kulturkontoret har stengt «${title}». Ingen nye billettar blir delte ut. Dei som er ute, gjeld.`,
  }),
  sold_out: (title) => ({
    subject: `Alle er delte ut: ${title}`,
    text: `Alle billettane til «${title}» er delte ut. De kan auke talet på sida til tilbodet.`,
  }),
  low_on_codes: (title) => ({
    subject: `Få kodar att: ${title}`,
    text: `Det er få ledige kodar att til «${title}». Last opp fleire på sida til tilbodet, så billettane ikkje tek slutt.`,
  }),
  unfetched: (title) => ({
    subject: `Ikkje henta: ${title}`,
    text: `For minst to veker sidan blei billettar til «${title}» delte ut, og ingen av dei er henta enno. Sjå om namn, skildring og tider er lette å forstå.`,
  }),
  suspended: (provider) => ({
    subject: `${provider} er stansa`,
    text: `Kulturkontoret har stansa ${provider}. Tilboda er på pause, og billettane som er ute, gjeld. Ta kontakt med kulturkontoret.`,
  }),
  resumed: (provider) => ({
    subject: `${provider} er godkjend att`,
    text: `Kulturkontoret har godkjent ${provider} att. Tilboda er framleis på pause. Opne dei att på sidene dykkar.`,
  }),
  stated: (month) => ({
    subject: `Oppgjer for ${month}`,
    text: `Oppgjeret for ${month} er klart.`,
  }),
  change_approved: (title) => ({
    subject: `Endringa er godkjend: ${title}`,
    text: `Kulturkontoret har godkjent endringa av «${title}». Ho gjeld frå no.`,
  }),
  change_returned: (title) => ({
    subject: `Endringa må rettast: ${title}`,
    text: `Kulturkontoret har sendt endringa av «${title}» tilbake. Til ho er retta, gjeld tilbodet som før.`,
  }),
  reason: (reason) => `Dei skriv: ${reason}`,
  unsubscribe: "Slå av e-postar som denne:",
};

/** Kinds that a user can turn off. The others a provider must know. */
export const optionalKinds: readonly NoticeKind[] = [
  "approved",
  "sold_out",
  "low_on_codes",
  "unfetched",
  "stated",
  "change_approved",
];

/** The e-mail that tells a provider's user what happened to an offer, the provider or a settlement. */
export function noticeMail(
  { kind, provider, offerId, title, reason, month }: Notice,
  {
    language,
    pages,
    unsubscribeUrl,
  }: {
    language: MailLanguage;
    pages: string;
    /** Of a notice that the user can turn off. */
    unsubscribeUrl: string | undefined;
  },
): { subject: string; text: string } {
  const words = { nb, nn }[language];
  const about = month === null ? (title ? textIn(title, language) : provider) : monthText(month);
  const { subject, text } = words[kind](about);
  const path = offerId === null ? (month === null ? "" : "/settlements") : `/offers/${offerId}`;
  const parts = [
    `${provider}:`,
    text,
    ...(reason === null ? [] : [words.reason(reason)]),
    `${pages}${path}`,
    ...(unsubscribeUrl === undefined ? [] : [`${words.unsubscribe}\n${unsubscribeUrl}`]),
  ];
  return { subject, text: parts.join("\n\n") };
}
