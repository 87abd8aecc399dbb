import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "Husstand",
  none: "Ikke knyttet til noen husstand.",
  alone: "Ingen andre er registrert i husstanden.",
  help: "Søsken i samme kommune som nås på samme telefon eller e-post, får én melding og én lenke sammen.",
  join: "Knytt til en husstand",
  change: "Bytt husstand",
  leave: "Ta ut av husstanden",
  formHeading: "Hvilken husstand?",
  field: "Husstandens referanse",
  fieldHelp:
    "Skriv den samme referansen for alle søsken. Finnes den ikke fra før, blir det en ny husstand. Aldri fødselsnummer.",
  save: "Lagre",
  fault: "Skriv en referanse på høyst 100 tegn, uten fødselsnummer.",
  missing: "Skriv husstandens referanse.",
  protectHeading: "Skal søsken også skjermes?",
  protectHelp:
    "Disse i samme husstand er ikke skjermet. De kan fortsatt få meldinger, og billettene deres kan komme opp på telefonen nær stedet.",
  protect: (name: string) => `Skjerm ${name}`,
  notices: {
    "household-changed": "Barnet er knyttet til husstanden.",
    "household-left": "Barnet er tatt ut av husstanden.",
    protected:
      "Adressen er skjermet. Kartposisjonen tas av billettene, også på telefonene; stedets navn og adresse står der fortsatt. Billettene kommer ikke lenger opp nær stedet, og hentelenken fra før virker ikke lenger.",
  },
  toldAgain: (names: string) =>
    `Lenken til søsken på samme telefon eller e-post sluttet også å virke. En ny blir sendt for: ${names}.`,
  changedMeanwhile: "Noen andre har endret husstanden i mellomtiden. Se over hvordan den er nå.",
};

const nn: typeof nb = {
  heading: "Hushald",
  none: "Ikkje knytt til noko hushald.",
  alone: "Ingen andre er registrerte i hushaldet.",
  help: "Sysken i same kommune som blir nådde på same telefon eller e-post, får éi melding og éi lenkje saman.",
  join: "Knyt til eit hushald",
  change: "Byt hushald",
  leave: "Ta ut av hushaldet",
  formHeading: "Kva for eit hushald?",
  field: "Referansen til hushaldet",
  fieldHelp:
    "Skriv same referansen for alle syskena. Finst han ikkje frå før, blir det eit nytt hushald. Aldri fødselsnummer.",
  save: "Lagre",
  fault: "Skriv ein referanse på høgst 100 teikn, utan fødselsnummer.",
  missing: "Skriv referansen til hushaldet.",
  protectHeading: "Skal syskena også skjermast?",
  protectHelp:
    "Desse i same hushaldet er ikkje skjerma. Dei kan framleis få meldingar, og billettane deira kan kome opp på telefonen nær staden.",
  protect: (name) => `Skjerm ${name}`,
  notices: {
    "household-changed": "Barnet er knytt til hushaldet.",
    "household-left": "Barnet er teke ut av hushaldet.",
    protected:
      "Adressa er skjerma. Kartposisjonen blir teken av billettane, òg på telefonane; namnet og adressa til staden står der framleis. Billettane kjem ikkje lenger opp nær staden, og hentelenkja frå før verkar ikkje lenger.",
  },
  toldAgain: (names) =>
    `Lenkja til sysken på same telefon eller e-post slutta òg å verke. Ei ny blir send for: ${names}.`,
  changedMeanwhile: "Nokon andre har endra hushaldet i mellomtida. Sjå over korleis det er no.",
};

/** What NAV's pages say of a recipient's household. */
export const householdTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
