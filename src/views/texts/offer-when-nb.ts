/** What the form says of when tickets are good, in Bokmål. The type of this catalogue is what the others must have. */
export const offerWhenNb = {
  when: "Når",
  whenLegend: "Når gjelder billetten?",
  whenKinds: {
    period: "I en periode",
    event: "På ett arrangement",
    sessions: "På flere bestemte tider",
  },
  validFrom: "Fra og med",
  validUntil: "Til og med",
  eventDate: "Dag",
  eventDoors: "Dørene åpner",
  doorsUnlessTyped: (minutes: number) =>
    `Uten tid for dørene åpner de ${minutes === 60 ? "en time" : `${minutes} minutter`} før det begynner.`,
  eventStart: "Begynner",
  eventEnd: "Slutter",
  eventEndDate: "Siste dag",
  eventEndDateHelp: "Når det varer i flere dager, som en festival.",
  sessions: "Tider",
  sessionsHelp:
    "Billetten gjelder på hver av dem, så mange ganger som den kan brukes. Mellom dem slipper den ikke inn.",
  session: (n: number) => `Tid ${n}`,
  sessionRepeat: "Hver uke til og med",
  weekdays: "Ukedager",
  weekdaysHelp: "Kryss av dagene billetten gjelder. Ingen kryss betyr alle dager.",
  hours: "Åpningstid",
  hoursHelp:
    "Utenom den slipper ingen inn. Uten åpningstid gjelder billetten hele døgnet. Stenger dere ved midnatt eller senere, skriv 00:00.",
  hoursChange: "Blir den kortere, får de som vet om billetten, melding.",
  opens: "Åpner",
  closes: "Stenger",
  hoursByDay: "Stengte dager, og dager med egne tider",
  hoursByDayHelp:
    "Dager som står tomme, følger tidene over. Er det ingen der, er det stengt de dagene.",
  closed: "Stengt",
  blackout: "Dager den ikke gjelder",
  easter: (days: string) => `Ikke i påsken (${days})`,
  closedFrom: (n: number) => `Stengt fra og med, ${n}`,
  closedUntil: (n: number) => `Stengt til og med, ${n}`,
};
