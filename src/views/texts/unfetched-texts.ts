import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Ikke hentet",
  intro:
    "Billetter som ingen har fått på telefon eller papir ennå. De som ikke skal ha melding, får dem skrevet ut.",
  none: "Alle billetter er hentet eller delt ut.",
  deadline: "Må hentes innen",
  remind: "Minn dem på det",
  remindOf: (title: string) => `Minn dem på det: ${title}`,
  remindAll: "Minn alle",
  repeatAll: "Send lenken på nytt til alle",
  help: "En påminnelse går til hver mobil eller adresse én gang, høyst én gang i døgnet for samme billett, og aldri fra klokka 20 til 8. Dagen før fristen eller arrangementet minner vi av oss selv.",
  toPrint: "Skriv ut for dem uten telefon",
  notices: {
    reminded: "Påminnelsene går ut, fra klokka 8 hvis det er natt.",
    "nobody-reminded": "Ingen å minne på: de har fått melding i dag, eller skal ikke ha melding.",
    repeated: "Lenken er sendt på nytt.",
    "nobody-repeated":
      "Ingen fikk lenken på nytt: den er nettopp sendt, eller de skal ikke ha melding.",
  },
  follow: "Følg opp",
  lapsing: "Går snart tapt",
  cameBack: "Kom tilbake siste uke",
  firstDeadline: "Første frist",
  see: "Se hvem",
  allocate: "Tildel på nytt",
  seeOf: (title: string) => `Se hvem som ikke har hentet ${title}`,
  allocateOf: (title: string) => `Tildel på nytt: ${title}`,
};

const nn: typeof nb = {
  title: "Ikkje henta",
  intro:
    "Billettar som ingen har fått på telefon eller papir enno. Dei som ikkje skal ha melding, får dei skrivne ut.",
  none: "Alle billettar er henta eller delte ut.",
  deadline: "Må hentast innan",
  remind: "Minn dei på det",
  remindOf: (title) => `Minn dei på det: ${title}`,
  remindAll: "Minn alle",
  repeatAll: "Send lenkja på nytt til alle",
  help: "Ei påminning går til kvar mobil eller adresse éin gong, høgst éin gong i døgnet for same billett, og aldri frå klokka 20 til 8. Dagen før fristen eller arrangementet minner vi av oss sjølve.",
  toPrint: "Skriv ut for dei utan telefon",
  notices: {
    reminded: "Påminningane går ut, frå klokka 8 om det er natt.",
    "nobody-reminded": "Ingen å minne på: dei har fått melding i dag, eller skal ikkje ha melding.",
    repeated: "Lenkja er send på nytt.",
    "nobody-repeated":
      "Ingen fekk lenkja på nytt: ho er nettopp send, eller dei skal ikkje ha melding.",
  },
  follow: "Følg opp",
  lapsing: "Går snart tapt",
  cameBack: "Kom tilbake siste veka",
  firstDeadline: "Første frist",
  see: "Sjå kven",
  allocate: "Tildel på nytt",
  seeOf: (title) => `Sjå kven som ikkje har henta ${title}`,
  allocateOf: (title) => `Tildel på nytt: ${title}`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say of tickets that are not fetched, and of offers to follow. */
export const unfetchedTexts = (language: StaffLanguage) => catalogues[language];
