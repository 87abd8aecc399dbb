import type { Delivery } from "../../domain/recipients/recipient.ts";

/** What NAV's pages on recipients say, in Bokmål. */
export const recipientNb = {
  newRecipient: "Ny mottaker",
  openKnown: "Åpne mottakeren som har denne referansen",
  chooseMunicipality: "Velg kommune",
  changeRecipient: "Endre mottaker",
  noRecipients: "Ingen mottakere ennå.",
  noRecipientsHelp: "Legg til den første, så kan du tildele billetter.",
  reference: "Referanse",
  referenceHelp: "Fagsystemets egen referanse. Aldri fødselsnummer.",
  referenceFixed: "Referansen kan ikke endres.",
  label: "Merkelapp",
  labelHelp:
    "For å skille søsken, for eksempel A og B. Skriv ikke navn. NAV ser den, og familien når en lenke viser flere barn.",
  household: "Husstand",
  householdHelp: "Samme referanse for søsken gir én felles husstand.",
  householdKept: "Står feltet tomt, beholdes husstanden slik den er.",
  birthYear: "Fødselsår",
  holderLanguage: "Språk på billetter og meldinger",
  delivery: "Slik får de lenken",
  deliveries: {
    sms: "SMS",
    email: "E-post",
    print: "Papir",
    none: "Overleveres",
  } satisfies Record<Delivery, string>,
  deliveryHelp: {
    sms: "Sendes til mobilnummeret",
    email: "Sendes til e-postadressen",
    print: "Du skriver ut billettene og gir dem fra deg",
    none: "Du viser eller gir lenken selv",
  } satisfies Record<Delivery, string>,
  deliveryUnset:
    "Er ikke satt opp ennå. Meldingen venter til de som drifter tjenesten har gjort det.",
  phone: "Mobilnummer",
  phoneHelp: "Utenlandske nummer med landkode, for eksempel +46 70 123 45 67.",
  email: "E-post",
  secondGuardian: "En foresatt til",
  secondGuardianHelp:
    "For barn med to hjem: får egne meldinger og en egen lenke til de samme billettene. Nås på mobil, ellers på e-post.",
  protectedAddress: "Familien har skjermet adresse",
  protectedHelp:
    "Ingen melding sendes, og billettene har ingen kartposisjon, bare stedets navn og adresse. Velg papir eller overlevering. Når du har lagret, ser bare de med egen tilgang til skjermede adresser barnet.",
  protectedTag: "Skjermet adresse",
  nowHidden:
    "Barnet har skjermet adresse nå. Du har ikke tilgang til skjermede adresser og ser det ikke lenger. Har det søsken, bør de også skjermes.",
  ticketsHeld: "Billetter",
  nextPage: "Neste side",
  firstPage: "Første side",
  recipientSaved: "Mottakeren er lagret.",
  contactChanged: "Hentelenken fra før virker ikke lenger. Den nye sendes med neste melding.",
  contactTold: "Hentelenken fra før virker ikke lenger. Den nye blir sendt nå.",
  recipientMoved:
    "Mottakeren er flyttet. Billettene fra før gjelder fortsatt, også de som bare deles ut i den forrige kommunen. Trekk tilbake dem som ikke skal gjelde lenger.",
};
