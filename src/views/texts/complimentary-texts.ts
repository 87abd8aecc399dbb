import { mostSetAside } from "../../domain/complimentary/hand-out.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "Fribilletter",
  toPage: "Fribilletter",
  about:
    "En fribillett er en vanlig billett fra samme tilbud, som dere gir til hvem dere vil. Ingen kan se på billetten at den er en fribillett: ikke i døra, ikke på mobilen og ikke på papir. Den tar ikke av kvoten, og kommunen betaler ikke for den.",
  setAside: "Satt av",
  given: "Ute nå",
  left: "Igjen",
  setAsideField: "Hvor mange er satt av?",
  setAsideHelp: "Kulturkontoret kan dele ut av dem, og dere selv.",
  setAsideButton: "Lagre antallet",
  handOutHeading: "Del ut",
  count: "Hvor mange billetter?",
  countHelp: (most: number) => `Høyst ${most} om gangen.`,
  form: "Hvordan?",
  forms: {
    links: "Med lenker. Hver lenke henter én billett til mobilen.",
    print: "På papir, åtte på hvert ark",
  },
  language: "Språk på billettene",
  handOutButton: "Del ut",
  notOpen: "Fribilletter deles ut mens tilbudet er åpent.",
  ownCodes: {
    provider:
      "Billettene til dette tilbudet har deres egne koder. Slike koder kan dere dele ut selv, uten oss.",
    culture:
      "Billettene til dette tilbudet har tilbyderens egne koder. Slike koder deler tilbyderen ut selv.",
  },
  tellHolders: (count: number) =>
    count === 1
      ? "1 fribillett er ute. Si fra til den dere ga den til."
      : `${count} fribilletter er ute. Si fra til dem dere ga dem til.`,
  handOuts: "Delt ut",
  latest: "De siste",
  older: "Eldre",
  when: "Når",
  by: "Av",
  givers: { provider: "Tilbyderen", culture: "Kulturkontoret" },
  how: "Hvordan",
  hows: { links: "Lenker", print: "Papir" },
  tickets: "Billetter",
  live: "Gyldige",
  print: "Skriv ut",
  revoke: "Trekk tilbake",
  months: "Brukt",
  monthsHelp: "En måned vises når den er over. Før det telles fribilletter sammen med de andre.",
  month: "Måned",
  uses: "Ganger",
  admissions: "Sluppet inn",
  faults: {
    count: (most: number) => `Skriv et tall fra 1 til ${most}.`,
    setAside: (most: number) => `Skriv et tall fra 0 til ${most}.`,
    not_set_aside: (most: number) =>
      most === 0
        ? "Det er ingen igjen av dem som er satt av."
        : `Det er ${most} igjen av dem som er satt av.`,
    above_limit: (most: number) =>
      `Høyst ${mostSetAside} kan være ute på én gang. ${most === 0 ? "Nå er så mange ute." : `Det er plass til ${most} til.`}`,
    quota_below_allocated: (least: number) => `${least} er ute, så det må være minst ${least}.`,
  },
  linksHeading: (count: number) => (count === 1 ? "Lenken" : `${count} lenker`),
  linksHelp:
    "Kopier dem nå. De vises bare denne ene gangen. Den som har en lenke, har billetten. En lenke kan trekkes tilbake.",
  link: "Lenke",
  code: "Kode",
  codeHelp: (address: string) => `Koden skrives på ${address} der en lenke ikke kan sendes.`,
  copyAll: "Kopier alle lenkene",
  copy: "Kopier",
  copied: "Kopiert",
  back: "Tilbake til fribilletter",
  printed: "Billettene er klare til å skrives ut.",
  saved: "Antallet er lagret.",
  revoked: (count: number) =>
    count === 0
      ? "Ingen av billettene var gyldige lenger."
      : count === 1
        ? "1 billett er trukket tilbake."
        : `${count} billetter er trukket tilbake.`,
  revokeHeading: "Trekk tilbake fribilletter",
  revokeText: "De slipper ikke inn lenger. De som ikke er brukt, kan deles ut på nytt.",
  which: "Hvilke?",
  numbered: (number: number) => `Lenke ${number}`,
  none: "Velg minst én.",
  states: {
    pending: "ikke klar",
    live: "gyldig",
    revoked: "trukket tilbake",
    returned: "gitt tilbake",
    lapsed: "ikke hentet i tide",
    over: "utløpt",
  } satisfies Record<NavState, string>,
};

const nn: typeof nb = {
  heading: "Fribillettar",
  toPage: "Fribillettar",
  about:
    "Ein fribillett er ein vanleg billett frå same tilbod, som de gir til kven de vil. Ingen kan sjå på billetten at han er ein fribillett: ikkje i døra, ikkje på mobilen og ikkje på papir. Han tek ikkje av kvoten, og kommunen betaler ikkje for han.",
  setAside: "Sett av",
  given: "Ute no",
  left: "Att",
  setAsideField: "Kor mange er sette av?",
  setAsideHelp: "Kulturkontoret kan dele ut av dei, og de sjølve.",
  setAsideButton: "Lagre talet",
  handOutHeading: "Del ut",
  count: "Kor mange billettar?",
  countHelp: (most) => `Høgst ${most} om gongen.`,
  form: "Korleis?",
  forms: {
    links: "Med lenkjer. Kvar lenkje hentar éin billett til mobilen.",
    print: "På papir, åtte på kvart ark",
  },
  language: "Språk på billettane",
  handOutButton: "Del ut",
  notOpen: "Fribillettar blir delte ut medan tilbodet er ope.",
  ownCodes: {
    provider:
      "Billettane til dette tilbodet har dykkar eigne kodar. Slike kodar kan de dele ut sjølve, utan oss.",
    culture:
      "Billettane til dette tilbodet har tilbydaren sine eigne kodar. Slike kodar deler tilbydaren ut sjølv.",
  },
  tellHolders: (count) =>
    count === 1
      ? "1 fribillett er ute. Sei frå til den de gav han til."
      : `${count} fribillettar er ute. Sei frå til dei de gav dei til.`,
  handOuts: "Delt ut",
  latest: "Dei siste",
  older: "Eldre",
  when: "Når",
  by: "Av",
  givers: { provider: "Tilbydaren", culture: "Kulturkontoret" },
  how: "Korleis",
  hows: { links: "Lenkjer", print: "Papir" },
  tickets: "Billettar",
  live: "Gyldige",
  print: "Skriv ut",
  revoke: "Trekk tilbake",
  months: "Brukt",
  monthsHelp:
    "Ein månad blir vist når han er over. Før det blir fribillettar talde saman med dei andre.",
  month: "Månad",
  uses: "Gonger",
  admissions: "Sleppte inn",
  faults: {
    count: (most) => `Skriv eit tal frå 1 til ${most}.`,
    setAside: (most) => `Skriv eit tal frå 0 til ${most}.`,
    not_set_aside: (most) =>
      most === 0
        ? "Det er ingen att av dei som er sette av."
        : `Det er ${most} att av dei som er sette av.`,
    above_limit: (most) =>
      `Høgst ${mostSetAside} kan vere ute på ein gong. ${most === 0 ? "No er så mange ute." : `Det er plass til ${most} til.`}`,
    quota_below_allocated: (least) => `${least} er ute, så det må vere minst ${least}.`,
  },
  linksHeading: (count) => (count === 1 ? "Lenkja" : `${count} lenkjer`),
  linksHelp:
    "Kopier dei no. Dei blir viste berre denne eine gongen. Den som har ei lenkje, har billetten. Ei lenkje kan trekkjast tilbake.",
  link: "Lenkje",
  code: "Kode",
  codeHelp: (address) => `Koden blir skriven på ${address} der ei lenkje ikkje kan sendast.`,
  copyAll: "Kopier alle lenkjene",
  copy: "Kopier",
  copied: "Kopiert",
  back: "Tilbake til fribillettar",
  printed: "Billettane er klare til å skrivast ut.",
  saved: "Talet er lagra.",
  revoked: (count) =>
    count === 0
      ? "Ingen av billettane var gyldige lenger."
      : count === 1
        ? "1 billett er trekt tilbake."
        : `${count} billettar er trekte tilbake.`,
  revokeHeading: "Trekk tilbake fribillettar",
  revokeText: "Dei slepp ikkje inn lenger. Dei som ikkje er brukte, kan delast ut på nytt.",
  which: "Kva for nokre?",
  numbered: (number) => `Lenkje ${number}`,
  none: "Vel minst éi.",
  states: {
    pending: "ikkje klar",
    live: "gyldig",
    revoked: "trekt tilbake",
    returned: "gitt tilbake",
    lapsed: "ikkje henta i tide",
    over: "gått ut",
  },
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What the pages of providers and culture offices say of complimentary tickets. */
export const complimentaryTexts = (language: StaffLanguage) => catalogues[language];
