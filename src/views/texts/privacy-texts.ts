import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "Innsyn og sletting",
  help: "Familien kan få vite hva som er lagret om barnet, og få det slettet. Hva billettene er brukt til, ser bare familien selv: på siden med billettene, under «Hva er lagret?».",
  pdf: "Last ned innsyn (PDF)",
  json: "Last ned innsyn (JSON)",
  remove: "Slett mottakeren",
  removeHeading: "Slett mottakeren?",
  removeHelp:
    "Referanse, merkelapp, kontakt, husstand, hentelenke og meldinger slettes med én gang og kan ikke hentes tilbake. Last ned innsynet først hvis familien vil ha det: etterpå er det ingenting å vise.",
  removeLive: (n: number) =>
    n === 1
      ? "1 gyldig billett trekkes tilbake og slutter å virke. Familien får ingen melding om det."
      : `${n} gyldige billetter trekkes tilbake og slutter å virke. Familien får ingen melding om det.`,
  removed: "Mottakeren er slettet.",

  title: (reference: string) => `Innsyn: ${reference}`,
  exported: (when: string) => `Hentet ut ${when}`,
  why: "Dette er alt tjenesten har lagret om mottakeren, for å kunne dele ut billetter. Det er registrert av NAV i kommunen. Tilbyderne får ikke vite hvem som har en billett. En billett blir anonym 60 dager etter at den er over; resten slettes når NAV sletter mottakeren, eller når kommunens frist er ute.",
  use: "Hva billettene er brukt til, og hvilke telefoner de er på, er ikke med her. NAV ser det ikke. Familien ser det på siden med billettene, under «Hva er lagret?».",
  rights:
    "Noe som er feil, kan du få rettet, og du kan få alt slettet. Si fra til NAV i kommunen. Du kan klage til Datatilsynet.",
  recipient: "Mottakeren",
  facts: {
    reference: "Referanse",
    label: "Merkelapp",
    birthYear: "Fødselsår",
    municipality: "Kommune",
    language: "Språk",
    delivery: "Levering",
    phone: "Mobilnummer",
    email: "E-post",
    protectedAddress: "Skjermet adresse",
    household: "Husstand",
    createdAt: "Registrert",
  },
  yes: "Ja",
  tickets: "Billetter",
  replaced: "byttet til ny telefon",
  revocations: "Hvorfor billetter er trukket tilbake",
  refusals: "Billetter som ikke ble tildelt",
  draws: "Trekninger",
  waiting: "Ventelister",
  earlier: "Eldre billetter, bare antallet",
  messages: "Meldinger om billetter",
  links: "Hentelenker",
  linkEnded: (when: string) => `sluttet å virke ${when}`,
  events: "Hva som er gjort",
  none: "Ingenting.",
  fetched: "hentet",
  notFetched: "ikke hentet",
  messageStates: {
    waiting: "venter",
    handed_over: "sendt",
    delivered: "kommet fram",
    failed: "ikke kommet fram",
  },
  actions: {
    "recipient.created": "Registrert",
    "recipient.changed": "Endret",
    "recipient.opened": "Åpnet av NAV",
    "recipient.exported": "Innsyn hentet ut",
    "claim_link.created": "Hentelenke laget",
    "claim_link.renewed": "Ny hentelenke",
    "claim_link.shown": "Hentelenken vist til NAV",
    "message.resent": "Melding sendt på nytt",
    "message.repeated": "Lenken sendt på nytt",
    "pass.revoked": "Billett trukket tilbake",
    "pass.replaced": "Billett byttet til ny telefon",
    "pass.returned": "Billett gitt tilbake",
  } as Readonly<Record<string, string>>,
};

const nn: typeof nb = {
  heading: "Innsyn og sletting",
  help: "Familien kan få vite kva som er lagra om barnet, og få det sletta. Kva billettane er brukte til, ser berre familien sjølv: på sida med billettane, under «Kva er lagra?».",
  pdf: "Last ned innsyn (PDF)",
  json: "Last ned innsyn (JSON)",
  remove: "Slett mottakaren",
  removeHeading: "Slette mottakaren?",
  removeHelp:
    "Referanse, merkelapp, kontakt, husstand, hentelenkje og meldingar blir sletta med éin gong og kan ikkje hentast tilbake. Last ned innsynet først om familien vil ha det: etterpå er det ingenting å vise.",
  removeLive: (n) =>
    n === 1
      ? "1 gyldig billett blir trekt tilbake og sluttar å verke. Familien får inga melding om det."
      : `${n} gyldige billettar blir trekte tilbake og sluttar å verke. Familien får inga melding om det.`,
  removed: "Mottakaren er sletta.",

  title: (reference) => `Innsyn: ${reference}`,
  exported: (when) => `Henta ut ${when}`,
  why: "Dette er alt tenesta har lagra om mottakaren, for å kunne dele ut billettar. Det er registrert av NAV i kommunen. Tilbydarane får ikkje vite kven som har ein billett. Ein billett blir anonym 60 dagar etter at han er over; resten blir sletta når NAV slettar mottakaren, eller når fristen til kommunen er ute.",
  use: "Kva billettane er brukte til, og kva telefonar dei er på, er ikkje med her. NAV ser det ikkje. Familien ser det på sida med billettane, under «Kva er lagra?».",
  rights:
    "Noko som er feil, kan du få retta, og du kan få alt sletta. Sei frå til NAV i kommunen. Du kan klage til Datatilsynet.",
  recipient: "Mottakaren",
  facts: {
    reference: "Referanse",
    label: "Merkelapp",
    birthYear: "Fødselsår",
    municipality: "Kommune",
    language: "Språk",
    delivery: "Levering",
    phone: "Mobilnummer",
    email: "E-post",
    protectedAddress: "Skjerma adresse",
    household: "Husstand",
    createdAt: "Registrert",
  },
  yes: "Ja",
  tickets: "Billettar",
  replaced: "bytt til ny telefon",
  revocations: "Kvifor billettar er trekte tilbake",
  refusals: "Billettar som ikkje blei tildelte",
  draws: "Trekkingar",
  waiting: "Ventelister",
  earlier: "Eldre billettar, berre talet",
  messages: "Meldingar om billettar",
  links: "Hentelenkjer",
  linkEnded: (when) => `slutta å verke ${when}`,
  events: "Kva som er gjort",
  none: "Ingenting.",
  fetched: "henta",
  notFetched: "ikkje henta",
  messageStates: {
    waiting: "ventar",
    handed_over: "send",
    delivered: "komen fram",
    failed: "ikkje komen fram",
  },
  actions: {
    "recipient.created": "Registrert",
    "recipient.changed": "Endra",
    "recipient.opened": "Opna av NAV",
    "recipient.exported": "Innsyn henta ut",
    "claim_link.created": "Hentelenkje laga",
    "claim_link.renewed": "Ny hentelenkje",
    "claim_link.shown": "Hentelenkja vist til NAV",
    "message.resent": "Melding send på nytt",
    "message.repeated": "Lenkja send på nytt",
    "pass.revoked": "Billett trekt tilbake",
    "pass.replaced": "Billett bytt til ny telefon",
    "pass.returned": "Billett gitt tilbake",
  },
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** NAV's pages and PDF of what is stored about a recipient. */
export const privacyTexts = (language: StaffLanguage) => catalogues[language];
