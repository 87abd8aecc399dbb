import type { OfferView } from "../../domain/offers/offer-view.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  search: "Søk",
  searchOffers: "Navn, sted eller egen id",
  searchTemplates: "Malens navn",
  view: "Vis",
  views: {
    current: "Alle som er i gang",
    unsent: "Ikke sendt, eller sendt tilbake",
    waiting: "Venter på kulturkontoret",
    open: "Åpne",
    paused: "På pause",
    archive: "Arkiv: stengt eller over",
  } satisfies Record<OfferView, string>,
  show: "Vis",
  nothingFound: "Ingen funnet.",
  pages: "Sider",
  page: (number: number, pages: number, found: number) =>
    `Side ${number} av ${pages}, ${found} i alt`,
  previous: "Forrige",
  next: "Neste",
  archive: "Arkiver",
  restore: "Hent tilbake",
  archived: "Arkiverte maler",
  toArchive: "Se arkiverte maler",
  fromArchive: "Tilbake til malene",
  noArchived: "Ingen maler er arkivert.",
  archiving: {
    archived: "Malen er arkivert. Tilbud som bruker den, beholder den.",
    restored: "Malen er hentet tilbake.",
  },
  copy: "Kopier",
  copyHelp: "Et nytt tilbud med de samme vilkårene. Velg dagene på nytt.",
  kept: "Det du hadde skrevet, er hentet fram igjen.",
  startAgain: "Start på nytt",
};

const nn: typeof nb = {
  search: "Søk",
  searchOffers: "Namn, stad eller eigen id",
  searchTemplates: "Namnet på malen",
  view: "Vis",
  views: {
    current: "Alle som er i gang",
    unsent: "Ikkje sende, eller sende tilbake",
    waiting: "Ventar på kulturkontoret",
    open: "Opne",
    paused: "På pause",
    archive: "Arkiv: stengt eller over",
  },
  show: "Vis",
  nothingFound: "Ingen funne.",
  pages: "Sider",
  page: (number, pages, found) => `Side ${number} av ${pages}, ${found} i alt`,
  previous: "Førre",
  next: "Neste",
  archive: "Arkiver",
  restore: "Hent tilbake",
  archived: "Arkiverte malar",
  toArchive: "Sjå arkiverte malar",
  fromArchive: "Tilbake til malane",
  noArchived: "Ingen malar er arkiverte.",
  archiving: {
    archived: "Malen er arkivert. Tilbod som bruker han, beheld han.",
    restored: "Malen er henta tilbake.",
  },
  copy: "Kopier",
  copyHelp: "Eit nytt tilbod med dei same vilkåra. Vel dagane på nytt.",
  kept: "Det du hadde skrive, er henta fram igjen.",
  startAgain: "Start på nytt",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** How a provider finds its way among many offers and templates. */
export const listTexts = (language: StaffLanguage) => catalogues[language];
