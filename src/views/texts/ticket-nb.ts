import type { NavState } from "../../domain/passes/nav-state.ts";

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billetter`);

/** What NAV's pages on a recipient's tickets and claim link say, in Bokmål. */
export const ticketNb = {
  ticketsOf: (name: string) => `Billetter til ${name}`,
  noTickets: "Ingen billetter ennå.",
  state: "Tilstand",
  states: {
    pending: "Lages",
    live: "Gyldig",
    over: "Utløpt",
    revoked: "Trukket tilbake",
    returned: "Gitt tilbake",
    lapsed: "Ikke hentet i tide",
  } satisfies Record<NavState, string>,
  wallets: "På telefonen",
  onPhones: (n: number) => (n === 1 ? "Apple Wallet, 1 enhet" : `Apple Wallet, ${n} enheter`),
  inGoogle: "Google Wallet",
  notFetched: "Ikke hentet",
  fetchedOnly: "Hentet",
  revoke: "Trekk tilbake",
  revokeThis: (title: string) => `Trekk tilbake ${title}`,
  revokeHeading: "Trekk tilbake billetten?",
  codesMayStillWork: (shown: number, all: number) =>
    all === 1
      ? "Koden på billetten er vist. Den kan virke til tilbyderen sperrer den, og billetten går ikke tilbake til potten."
      : `Koden er vist på ${shown} av ${all} billetter. Den kan virke til tilbyderen sperrer den, og disse billettene går ikke tilbake til potten.`,
  revokeHelp: (n: number) =>
    `${n === 1 ? "Billetten" : "Billettene"} slutter å gjelde med en gang, også på telefonen. Dette kan ikke angres, men du kan tildele på nytt.`,
  revokeReason: "Hvorfor?",
  revoked: "Billetten er trukket tilbake.",
  newPhone: "Ny telefon",
  newPhoneFor: (title: string) => `Ny telefon: ny billett til ${title}`,
  newPhoneHelp:
    "Har de fått ny telefon? Trykk «Ny telefon». Da lages en ny billett med det som er igjen, og den gamle slutter å gjelde.",
  replaced: "Ny billett er laget med det som var igjen. Den gamle gjelder ikke lenger.",
  allocationRevoked: (n: number) => `${tickets(n)} er trukket tilbake.`,
  allocateMore: "Tildel billetter",

  claimLink: "Hentelenke",
  showLink: "Vis hentelenken",
  repeatLink: "Send lenken på nytt",
  linkRepeated: "Lenken sendes på nytt, hvis barnet har en billett som gjelder.",
  linkRepeatedLately: "Lenken ble sendt for under et minutt siden. Vent litt før du sender igjen.",
  backToRecipient: "Tilbake til mottakeren",
  claimLinkHelp:
    "Den som har lenken, kan hente billettene. Gi den bare til mottakeren eller foresatte. " +
    "Den slutter å virke av seg selv en tid etter at den siste billetten er over.",
  claimQr: "Vis QR-kode",
  claimQrHelp: "La mottakeren lese den med kameraet på telefonen.",
  claimCode: "Kode",
  claimCodeHelp: (address: string) => `Kan skrives inn på ${address}`,
  copyLink: "Kopier lenken",
  copied: "Kopiert",
  openLink: "Åpne siden slik mottakeren ser den",
  printTickets: "Skriv ut billettene",
  newLink: "Lag ny lenke",
  newLinkHelp:
    "Den gamle lenken slutter å virke, også lenkene til søsken på samme telefon eller e-post. Bruk dette hvis den er kommet på avveie.",
  newLinkMade: "Ny lenke er laget. Den gamle virker ikke lenger.",
  newLinkSent: "Ny lenke er laget og blir sendt nå. Den gamle virker ikke lenger.",
  noClaimLink: "Lenken kommer når den første billetten er tildelt.",
  missingClaimLink: "Det er ingen lenke å vise. Lag en for å gi den til mottakeren.",
  createLink: "Lag lenke",
};
