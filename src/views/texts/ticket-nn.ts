import type { ticketNb } from "./ticket-nb.ts";

/** What NAV's pages on a recipient's tickets and claim link say, in Nynorsk. */
export const ticketNn: typeof ticketNb = {
  ticketsOf: (name) => `Billettar til ${name}`,
  noTickets: "Ingen billettar enno.",
  state: "Tilstand",
  states: {
    pending: "Blir laga",
    live: "Gyldig",
    over: "Gått ut",
    revoked: "Trekt tilbake",
    returned: "Gitt tilbake",
    lapsed: "Ikkje henta i tide",
  },
  wallets: "På telefonen",
  onPhones: (n) => (n === 1 ? "Apple Wallet, 1 eining" : `Apple Wallet, ${n} einingar`),
  inGoogle: "Google Wallet",
  notFetched: "Ikkje henta",
  fetchedOnly: "Henta",
  revoke: "Trekk tilbake",
  revokeThis: (title) => `Trekk tilbake ${title}`,
  revokeHeading: "Trekkje tilbake billetten?",
  codesMayStillWork: (shown, all) =>
    all === 1
      ? "Koden på billetten er vist. Han kan verke til tilbydaren sperrar han, og billetten går ikkje tilbake til potten."
      : `Koden er vist på ${shown} av ${all} billettar. Han kan verke til tilbydaren sperrar han, og desse billettane går ikkje tilbake til potten.`,
  revokeHelp: (n) =>
    `${n === 1 ? "Billetten" : "Billettane"} sluttar å gjelde med ein gong, også på telefonen. Dette kan ikkje angrast, men du kan tildele på nytt.`,
  revokeReason: "Kvifor?",
  revoked: "Billetten er trekt tilbake.",
  newPhone: "Ny telefon",
  newPhoneFor: (title) => `Ny telefon: ny billett til ${title}`,
  newPhoneHelp:
    "Har dei fått ny telefon? Trykk «Ny telefon». Då blir det laga ein ny billett med det som er att, og den gamle sluttar å gjelde.",
  replaced: "Ny billett er laga med det som var att. Den gamle gjeld ikkje lenger.",
  allocationRevoked: (n) =>
    n === 1 ? "1 billett er trekt tilbake." : `${n} billettar er trekte tilbake.`,
  allocateMore: "Tildel billettar",

  claimLink: "Hentelenkje",
  showLink: "Vis hentelenkja",
  repeatLink: "Send lenkja på nytt",
  linkRepeated: "Lenkja blir send på nytt, om barnet har ein billett som gjeld.",
  linkRepeatedLately: "Lenkja blei send for under eit minutt sidan. Vent litt før du sender igjen.",
  backToRecipient: "Tilbake til mottakaren",
  claimLinkHelp:
    "Den som har lenkja, kan hente billettane. Gi ho berre til mottakaren eller føresette. " +
    "Ho sluttar å verke av seg sjølv ei tid etter at den siste billetten er over.",
  claimQr: "Vis QR-kode",
  claimQrHelp: "La mottakaren lese han med kameraet på telefonen.",
  claimCode: "Kode",
  claimCodeHelp: (address) => `Kan skrivast inn på ${address}`,
  copyLink: "Kopier lenkja",
  copied: "Kopiert",
  openLink: "Opne sida slik mottakaren ser ho",
  printTickets: "Skriv ut billettane",
  newLink: "Lag ny lenkje",
  newLinkHelp:
    "Den gamle lenkja sluttar å verke, òg lenkjene til sysken på same telefon eller e-post. Bruk dette om ho er komen på avvegar.",
  newLinkMade: "Ny lenkje er laga. Den gamle verkar ikkje lenger.",
  newLinkSent: "Ny lenkje er laga og blir send no. Den gamle verkar ikkje lenger.",
  noClaimLink: "Lenkja kjem når den første billetten er tildelt.",
  missingClaimLink: "Det finst inga lenkje å vise. Lag ei for å gi ho til mottakaren.",
  createLink: "Lag lenkje",
};
