import type { WaitingState } from "../../domain/waiting/waiting-list.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Venteliste",
  of: (title: string) => `Venteliste for ${title}`,
  intro: (waiting: number, left: number) => `Venter: ${waiting}. Ledige billetter: ${left}.`,
  none: "Ingen venter.",
  ended: "Tilbudet er over. Ingen kan vente på billett.",
  place: "Plass",
  since: "Siden",
  states: {
    proposed: "Får neste billett",
    no_room: "For få billetter igjen til alle søsknene",
    waiting: "Venter",
    declined: "Takket nei denne gangen",
    refused: "Kan ikke få billett",
  } satisfies Record<WaitingState, string>,
  confirm: (tickets: number) =>
    tickets === 1 ? "Tildel billetten" : `Tildel ${tickets} billetter`,
  confirmAll: (tickets: number) =>
    tickets === 1 ? "Tildel den ledige billetten" : `Tildel alle ${tickets} ledige billetter`,
  decline: "Takket nei",
  declineOf: (name: string) => `Takket nei: ${name}`,
  remove: "Ta av listen",
  removeOf: (name: string) => `Ta av listen: ${name}`,
  add: "Sett på venteliste",
  addHelp: "Én referanse på hver linje. De som ikke kan få billett av tilbudet, blir ikke med.",
  addRefused: "Sett dem som ikke fikk billett, på venteliste",
  addRefusedOf: (first: number, last: number, count: number) =>
    `Sett dem som ikke fikk billett, på venteliste (tilbud ${first}–${last} av ${count})`,
  references: "NAV-referanser",
  noneNamed: "Skriv minst én referanse.",
  tooManyNamed: "Skriv høyst 1000 referanser om gangen.",
  notices: {
    added: "De står på ventelisten.",
    partly:
      "Ventelisten er oppdatert. Noen ble ikke med, fordi de ikke kan få billett av tilbudet.",
    removed: "Barnet er tatt av ventelisten.",
    declined: "Billetten går til den neste på listen.",
  },
  changed: "Ventelisten er endret siden du så den. Ingenting er tildelt. Se over, og prøv igjen.",
  free: "Ledige billetter til dem som venter",
  freeHelp:
    "Dette er de neste på ventelistene, etter kommunens regel. Du kan angre som ved andre tildelinger.",
  toWhom: "Til",
  waiting: "Venter",
  open: (title: string) => `Se ventelisten for ${title}`,
};

const nn: typeof nb = {
  title: "Venteliste",
  of: (title) => `Venteliste for ${title}`,
  intro: (waiting, left) => `Ventar: ${waiting}. Ledige billettar: ${left}.`,
  none: "Ingen ventar.",
  ended: "Tilbodet er over. Ingen kan vente på billett.",
  place: "Plass",
  since: "Sidan",
  states: {
    proposed: "Får neste billett",
    no_room: "For få billettar att til alle syskena",
    waiting: "Ventar",
    declined: "Takka nei denne gongen",
    refused: "Kan ikkje få billett",
  },
  confirm: (tickets) => (tickets === 1 ? "Tildel billetten" : `Tildel ${tickets} billettar`),
  confirmAll: (tickets) =>
    tickets === 1 ? "Tildel den ledige billetten" : `Tildel alle ${tickets} ledige billettar`,
  decline: "Takka nei",
  declineOf: (name) => `Takka nei: ${name}`,
  remove: "Ta av lista",
  removeOf: (name) => `Ta av lista: ${name}`,
  add: "Set på venteliste",
  addHelp: "Éin referanse på kvar linje. Dei som ikkje kan få billett av tilbodet, blir ikkje med.",
  addRefused: "Set dei som ikkje fekk billett, på venteliste",
  addRefusedOf: (first, last, count) =>
    `Set dei som ikkje fekk billett, på venteliste (tilbod ${first}–${last} av ${count})`,
  references: "NAV-referansar",
  noneNamed: "Skriv minst éin referanse.",
  tooManyNamed: "Skriv høgst 1000 referansar om gongen.",
  notices: {
    added: "Dei står på ventelista.",
    partly:
      "Ventelista er oppdatert. Nokre blei ikkje med, fordi dei ikkje kan få billett av tilbodet.",
    removed: "Barnet er teke av ventelista.",
    declined: "Billetten går til den neste på lista.",
  },
  changed: "Ventelista er endra sidan du såg ho. Ingenting er tildelt. Sjå over, og prøv igjen.",
  free: "Ledige billettar til dei som ventar",
  freeHelp:
    "Dette er dei neste på ventelistene, etter regelen til kommunen. Du kan angre som ved andre tildelingar.",
  toWhom: "Til",
  waiting: "Ventar",
  open: (title) => `Sjå ventelista for ${title}`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say of waiting lists. */
export const waitingTexts = (language: StaffLanguage) => catalogues[language];
