import type { DeliveryFailure } from "../../domain/recipients/delivery-report.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Meldinger som ikke kom fram",
  intro:
    "Disse meldingene er forsøkt sendt i rundt tolv timer. Når det var meldingstjenesten som sviktet, sendes de på nytt av seg selv så snart den virker igjen.",
  none: "Alle meldinger har kommet av sted.",
  alert: (count: number) =>
    count === 1 ? "1 melding kom ikke fram" : `${count} meldinger kom ikke fram`,
  alertHelp: "Familien vet kanskje ikke at billetten er klar.",
  open: "Se hvilke",
  ofRecipient: "Meldinger",
  about: "Om",
  tickets: "Nye billetter",
  link: "Lenken på nytt",
  to: "Til",
  guardians: { 1: "Kontakt 1", 2: "Kontakt 2" },
  state: "Tilstand",
  stateSince: "Siden",
  recipient: "Mottaker",
  channel: "Sendt som",
  channels: { sms: "SMS", email: "E-post" },
  since: "Gitt opp",
  why: "Hvorfor",
  refused: "Nummeret eller adressen ble ikke godtatt. Rett den, og send på nytt.",
  away: "Meldingstjenesten svarte ikke.",
  failures: {
    number: "Nummeret er ikke i bruk, eller er ingen mobil. Rett det, og send på nytt.",
    barred: "Telefonen tar ikke imot slike meldinger.",
    unreachable: "Telefonen var av eller uten dekning for lenge.",
    other: "Mobilnettet kunne ikke levere den.",
    address: "E-postadressen finnes ikke. Rett den, og send på nytt.",
    mailbox: "Postkassen tok ikke imot e-posten. Prøv på nytt, eller bruk mobilnummeret.",
  } satisfies Record<DeliveryFailure, string>,
  resend: "Send på nytt",
  resendTo: (name: string) => `Send på nytt til ${name}`,
  resendAll: "Send alle på nytt",
  resent: "Sendes på nytt.",
};

const nn: typeof nb = {
  title: "Meldingar som ikkje kom fram",
  intro:
    "Desse meldingane er forsøkte sende i rundt tolv timar. Når det var meldingstenesta som svikta, blir dei sende på nytt av seg sjølve så snart ho verkar igjen.",
  none: "Alle meldingar har kome av stad.",
  alert: (count: number) =>
    count === 1 ? "1 melding kom ikkje fram" : `${count} meldingar kom ikkje fram`,
  alertHelp: "Familien veit kanskje ikkje at billetten er klar.",
  open: "Sjå kva for nokre",
  ofRecipient: "Meldingar",
  about: "Om",
  tickets: "Nye billettar",
  link: "Lenkja på nytt",
  to: "Til",
  guardians: { 1: "Kontakt 1", 2: "Kontakt 2" },
  state: "Tilstand",
  stateSince: "Sidan",
  recipient: "Mottakar",
  channel: "Send som",
  channels: { sms: "SMS", email: "E-post" },
  since: "Gitt opp",
  why: "Kvifor",
  refused: "Nummeret eller adressa blei ikkje godteken. Rett ho, og send på nytt.",
  away: "Meldingstenesta svarte ikkje.",
  failures: {
    number: "Nummeret er ikkje i bruk, eller er ingen mobil. Rett det, og send på nytt.",
    barred: "Telefonen tek ikkje imot slike meldingar.",
    unreachable: "Telefonen var av eller utan dekning for lenge.",
    other: "Mobilnettet kunne ikkje levere ho.",
    address: "E-postadressa finst ikkje. Rett ho, og send på nytt.",
    mailbox: "Postkassa tok ikkje imot e-posten. Prøv på nytt, eller bruk mobilnummeret.",
  },
  resend: "Send på nytt",
  resendTo: (name: string) => `Send på nytt til ${name}`,
  resendAll: "Send alle på nytt",
  resent: "Blir send på nytt.",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say of messages that were given up. */
export const failedMessageTexts = (language: StaffLanguage) => catalogues[language];
