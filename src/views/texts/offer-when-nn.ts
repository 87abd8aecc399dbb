import type { offerWhenNb } from "./offer-when-nb.ts";

/** What the form says of when tickets are good, in Nynorsk. */
export const offerWhenNn: typeof offerWhenNb = {
  when: "Når",
  whenLegend: "Når gjeld billetten?",
  whenKinds: {
    period: "I ein periode",
    event: "På eitt arrangement",
    sessions: "På fleire bestemte tider",
  },
  validFrom: "Frå og med",
  validUntil: "Til og med",
  eventDate: "Dag",
  eventDoors: "Dørene opnar",
  doorsUnlessTyped: (minutes) =>
    `Utan tid for dørene opnar dei ${minutes === 60 ? "ein time" : `${minutes} minutt`} før det byrjar.`,
  eventStart: "Byrjar",
  eventEnd: "Sluttar",
  eventEndDate: "Siste dag",
  eventEndDateHelp: "Når det varer i fleire dagar, som ein festival.",
  sessions: "Tider",
  sessionsHelp:
    "Billetten gjeld på kvar av dei, så mange gonger som han kan brukast. Mellom dei slepp han ikkje inn.",
  session: (n) => `Tid ${n}`,
  sessionRepeat: "Kvar veke til og med",
  weekdays: "Vekedagar",
  weekdaysHelp: "Kryss av dagane billetten gjeld. Ingen kryss tyder alle dagar.",
  hours: "Opningstid",
  hoursHelp:
    "Utanom ho slepp ingen inn. Utan opningstid gjeld billetten heile døgnet. Stengjer de ved midnatt eller seinare, skriv 00:00.",
  hoursChange: "Blir ho kortare, får dei som veit om billetten, melding.",
  opens: "Opnar",
  closes: "Stengjer",
  hoursByDay: "Stengde dagar, og dagar med eigne tider",
  hoursByDayHelp:
    "Dagar som står tomme, følgjer tidene over. Er det ingen der, er det stengt dei dagane.",
  closed: "Stengt",
  blackout: "Dagar han ikkje gjeld",
  easter: (days) => `Ikkje i påska (${days})`,
  closedFrom: (n) => `Stengt frå og med, ${n}`,
  closedUntil: (n) => `Stengt til og med, ${n}`,
};
