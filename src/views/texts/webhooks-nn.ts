import type { webhooksNb } from "./webhooks-nb.ts";

/** What a provider's page of webhooks says in Nynorsk. */
export const webhooksNn: typeof webhooksNb = {
  webhooks: "Varsel til systemet ditt",
  intro:
    "Systemet ditt får beskjed når noko hender. Beskjeden er signert, og seier aldri noko om kven.",
  none: "Ingen varsel enno.",
  address: "Adresse",
  addressHelp: "Byrjar med https://",
  addressFault: "Skriv ei adresse på det opne nettet som byrjar med https://",
  tooMany: "De har 20 varsel, som er så mange det går an å ha. Fjern eitt av dei først.",
  events: "Når",
  eventsFault: "Vel minst éi hending.",
  event: {
    "offer.approved": "Eit tilbod er godkjent",
    "offer.sold_out": "Alle billettane i eit tilbod er delte ut",
    "ticket.used": "Ein billett er brukt",
  },
  make: "Lag varsel",
  made: "Varselet er laga",
  madeHelp: "Kopier løyndomen no. Han signerer beskjedane, og blir vist berre denne eine gongen.",
  back: "Til varsla",
  remove: "Fjern",
  removeThis: (url) => `Fjern varselet til ${url}`,
  removed: "Varselet er fjerna.",
  deliveriesOf: (url) => `Sendt til ${url}`,
  noDeliveries: "Ingenting er sendt enno.",
  states: { owed: "På veg", delivered: "Levert", failed: "Gav opp" },
  resend: "Send på nytt",
  resent: "Beskjeden er på veg på nytt.",
};
