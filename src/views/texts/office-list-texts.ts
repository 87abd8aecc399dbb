import type { OfficeView, ReviewView } from "../../domain/offers/office-view.ts";
import type { ProviderView } from "../../domain/providers/provider-view.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  searchOffers: "Navn, sted eller tilbyder",
  searchProviders: "Navn, sted eller organisasjonsnummer",
  offers: {
    running: "Alle som ikke er over",
    open: "Åpne",
    paused: "På pause",
    ended: "Stengt eller over",
  } satisfies Record<OfficeView, string>,
  reviews: {
    all: "Alt som venter",
    new: "Nye tilbud",
    change: "Endringer",
  } satisfies Record<ReviewView, string>,
  providers: {
    all: "Alle",
    invited: "Inviterte",
    approved: "Godkjente",
    suspended: "Stansede",
    toAsk: "De det er noe å spørre om",
  } satisfies Record<ProviderView, string>,
};

const nn: typeof nb = {
  searchOffers: "Namn, stad eller tilbydar",
  searchProviders: "Namn, stad eller organisasjonsnummer",
  offers: {
    running: "Alle som ikkje er over",
    open: "Opne",
    paused: "På pause",
    ended: "Stengt eller over",
  },
  reviews: { all: "Alt som ventar", new: "Nye tilbod", change: "Endringar" },
  providers: {
    all: "Alle",
    invited: "Inviterte",
    approved: "Godkjende",
    suspended: "Stansa",
    toAsk: "Dei det er noko å spørje om",
  },
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** How a culture office finds its way among many offers and providers. */
export const officeListTexts = (language: StaffLanguage) => catalogues[language];
