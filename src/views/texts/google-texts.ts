import type { StaffLanguage } from "./staff-texts.ts";

interface Compared {
  compared: number;
  repaired: number;
  unknown: number;
}

const nb = {
  title: "Google Wallet",
  intro: "For dem som drifter tjenesten: slik går det med billettene i Google Wallet.",
  refused: "Det Google ikke tar imot",
  refusedIntro:
    "Billettene gjelder og kan brukes, men telefonen viser ikke det nyeste. Et avslag prøves ikke på nytt før noe endres, eller du ber om det.",
  none: "Google har tatt imot alt.",
  list: "Liste over avslag",
  what: "Tilbud",
  words: "Googles egne ord",
  action: "Gjør dette",
  last: "Sist",
  itself: "tilbudet selv",
  tickets: (n: number) => `minst ${n} billetter`,
  fewTickets: (n: number) => `færre enn ${n} billetter`,
  field: (name: string) => `felt: ${name}`,
  retry: "Prøv alt på nytt",
  underWay: "Prøves på nytt nå.",
  actions: {
    access:
      "Se i Google Pay & Wallet Console at tjenestekontoen er bruker hos utstederen. Prøv så på nytt.",
    picture:
      "Se at bildene til billettmalen kan hentes fra internett, og last opp malen på nytt om de er feil. Prøv så på nytt.",
    report: "Send Googles ord til dem som utvikler tjenesten. Prøv på nytt når det er rettet.",
  },
  compared: "Sammenligning med Google",
  comparedIntro:
    "Hver natt sammenlignes billettene med det Google har. Det som er annerledes, blir rettet.",
  neverCompared: "Ingen sammenligning ennå.",
  comparison: (day: string, { compared, repaired, unknown }: Compared) =>
    `Siden ${day}: ${compared} sammenlignet, ${repaired} rettet, ${unknown} som vi ikke kjenner.`,
};
export type GoogleTexts = typeof nb;

const nn: GoogleTexts = {
  title: "Google Wallet",
  intro: "For dei som driftar tenesta: slik går det med billettane i Google Wallet.",
  refused: "Det Google ikkje tek imot",
  refusedIntro:
    "Billettane gjeld og kan brukast, men telefonen viser ikkje det nyaste. Eit avslag blir ikkje prøvd på nytt før noko blir endra, eller du ber om det.",
  none: "Google har teke imot alt.",
  list: "Liste over avslag",
  what: "Tilbod",
  words: "Googles eigne ord",
  action: "Gjer dette",
  last: "Sist",
  itself: "tilbodet sjølv",
  tickets: (n) => `minst ${n} billettar`,
  fewTickets: (n) => `færre enn ${n} billettar`,
  field: (name) => `felt: ${name}`,
  retry: "Prøv alt på nytt",
  underWay: "Blir prøvd på nytt no.",
  actions: {
    access:
      "Sjå i Google Pay & Wallet Console at tenestekontoen er brukar hos utferdaren. Prøv så på nytt.",
    picture:
      "Sjå at bileta til billettmalen kan hentast frå internett, og last opp malen på nytt om dei er feil. Prøv så på nytt.",
    report: "Send Googles ord til dei som utviklar tenesta. Prøv på nytt når det er retta.",
  },
  compared: "Samanlikning med Google",
  comparedIntro:
    "Kvar natt blir billettane samanlikna med det Google har. Det som er annleis, blir retta.",
  neverCompared: "Inga samanlikning enno.",
  comparison: (day, { compared, repaired, unknown }) =>
    `Sidan ${day}: ${compared} samanlikna, ${repaired} retta, ${unknown} som vi ikkje kjenner.`,
};

/** `/operator/google` in the staff's language. */
export function googleTexts(language: StaffLanguage): GoogleTexts {
  return { nb, nn }[language];
}
