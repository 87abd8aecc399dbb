import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Kommer endringene fram?",
  intro:
    "Når en billett endres, får hver iPhone som har den, et puff og henter billetten på nytt. Her er det telt per billett på en telefon; en billett på to telefoner teller to ganger, og en endring av at den er brukt, teller ikke. En telefon som er avslått eller uten dekning, henter når den er på nett igjen.",
  none: "Ingen billett er på en iPhone ennå.",
  total: "Alle tilbud",
  offer: "Tilbud",
  phones: "På telefoner",
  pushed: "Puffet",
  current: "Oppdatert",
  behind: "Eldste endring som venter",
  noneBehind: "Ingen venter",
  hidden: "–",
  since: (hours: number) =>
    hours < 1
      ? "under en time"
      : hours < 48
        ? `${hours} ${hours === 1 ? "time" : "timer"}`
        : `${Math.floor(hours / 24)} dager`,
};

const nn: typeof nb = {
  title: "Kjem endringane fram?",
  intro:
    "Når ein billett blir endra, får kvar iPhone som har han, eit puff og hentar billetten på nytt. Her er det talt per billett på ein telefon; ein billett på to telefonar tel to gonger, og ei endring av at han er brukt, tel ikkje. Ein telefon som er slått av eller utan dekning, hentar når han er på nett igjen.",
  none: "Ingen billett er på ein iPhone enno.",
  total: "Alle tilbod",
  offer: "Tilbod",
  phones: "På telefonar",
  pushed: "Puffa",
  current: "Oppdatert",
  behind: "Eldste endring som ventar",
  noneBehind: "Ingen ventar",
  hidden: "–",
  since: (hours: number) =>
    hours < 1
      ? "under ein time"
      : hours < 48
        ? `${hours} ${hours === 1 ? "time" : "timar"}`
        : `${Math.floor(hours / 24)} dagar`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What the staff page says of how far changes got. */
export const deliveryTexts = (language: StaffLanguage) => catalogues[language];
