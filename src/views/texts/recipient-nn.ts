import type { recipientNb } from "./recipient-nb.ts";

/** What NAV's pages on recipients say, in Nynorsk. */
export const recipientNn: typeof recipientNb = {
  newRecipient: "Ny mottakar",
  openKnown: "Opne mottakaren som har denne referansen",
  chooseMunicipality: "Vel kommune",
  changeRecipient: "Endre mottakar",
  noRecipients: "Ingen mottakarar enno.",
  noRecipientsHelp: "Legg til den første, så kan du tildele billettar.",
  reference: "Referanse",
  referenceHelp: "Referansen i fagsystemet. Aldri fødselsnummer.",
  referenceFixed: "Referansen kan ikkje endrast.",
  label: "Merkelapp",
  labelHelp:
    "For å skilje sysken, til dømes A og B. Skriv ikkje namn. NAV ser han, og familien når ei lenkje viser fleire barn.",
  household: "Hushald",
  householdHelp: "Same referanse for sysken gir eitt felles hushald.",
  householdKept: "Står feltet tomt, blir hushaldet verande slik det er.",
  birthYear: "Fødselsår",
  holderLanguage: "Språk på billettar og meldingar",
  delivery: "Slik får dei lenkja",
  deliveries: { sms: "SMS", email: "E-post", print: "Papir", none: "Overleverast" },
  deliveryHelp: {
    sms: "Blir send til mobilnummeret",
    email: "Blir send til e-postadressa",
    print: "Du skriv ut billettane og gir dei frå deg",
    none: "Du viser eller gir lenkja sjølv",
  },
  deliveryUnset:
    "Er ikkje sett opp enno. Meldinga ventar til dei som driftar tenesta har gjort det.",
  phone: "Mobilnummer",
  phoneHelp: "Utanlandske nummer med landkode, til dømes +46 70 123 45 67.",
  email: "E-post",
  secondGuardian: "Ein føresett til",
  secondGuardianHelp:
    "For barn med to heimar: får eigne meldingar og ei eiga lenkje til dei same billettane. Blir nådd på mobil, elles på e-post.",
  protectedAddress: "Familien har skjerma adresse",
  protectedHelp:
    "Inga melding blir send, og billettane har ingen kartposisjon, berre namnet og adressa til staden. Vel papir eller overlevering. Når du har lagra, ser berre dei med eigen tilgang til skjerma adresser barnet.",
  protectedTag: "Skjerma adresse",
  nowHidden:
    "Barnet har skjerma adresse no. Du har ikkje tilgang til skjerma adresser og ser det ikkje lenger. Har det søsken, bør dei også skjermast.",
  ticketsHeld: "Billettar",
  nextPage: "Neste side",
  firstPage: "Første side",
  recipientSaved: "Mottakaren er lagra.",
  contactChanged: "Hentelenkja frå før verkar ikkje lenger. Den nye blir send med neste melding.",
  contactTold: "Hentelenkja frå før verkar ikkje lenger. Den nye blir send no.",
  recipientMoved:
    "Mottakaren er flytta. Billettane frå før gjeld framleis, også dei som berre blir delte ut i den førre kommunen. Trekk tilbake dei som ikkje skal gjelde lenger.",
};
