/** What a provider's page of webhooks says in Bokmål. The type is what the others must have. */
export const webhooksNb = {
  webhooks: "Varsler til systemet ditt",
  intro:
    "Systemet ditt får beskjed når noe skjer. Beskjeden er signert, og sier aldri noe om hvem.",
  none: "Ingen varsler ennå.",
  address: "Adresse",
  addressHelp: "Begynner med https://",
  addressFault: "Skriv en adresse på det åpne nettet som begynner med https://",
  tooMany: "Dere har 20 varsler, som er så mange det går an å ha. Fjern et av dem først.",
  events: "Når",
  eventsFault: "Velg minst én hendelse.",
  event: {
    "offer.approved": "Et tilbud er godkjent",
    "offer.sold_out": "Et tilbud er fulltegnet",
    "ticket.used": "En billett er brukt",
  },
  make: "Lag varsel",
  made: "Varselet er laget",
  madeHelp: "Kopier hemmeligheten nå. Den signerer beskjedene, og vises bare denne ene gangen.",
  back: "Til varslene",
  remove: "Fjern",
  removeThis: (url: string) => `Fjern varselet til ${url}`,
  removed: "Varselet er fjernet.",
  deliveriesOf: (url: string) => `Sendt til ${url}`,
  noDeliveries: "Ingenting er sendt ennå.",
  states: { owed: "På vei", delivered: "Levert", failed: "Ga opp" },
  resend: "Send på nytt",
  resent: "Beskjeden er på vei på nytt.",
};

export type WebhooksTexts = typeof webhooksNb;
