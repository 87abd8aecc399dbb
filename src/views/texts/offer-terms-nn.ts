import { ownCodeFaultsNn } from "./own-codes-nn.ts";
import type { offerTermsNb } from "./offer-terms-nb.ts";

/** The labels and faults of an offer's terms, in Nynorsk. */
export const offerTermsNn: typeof offerTermsNb = {
  labels: {
    templateId: "Slik ser billetten ut",
    category: "Type",
    quota: "Talet på billettar i alt",
    perRecipient: "Høgst til kvart barn",
    companions: "Følgje som slepp inn saman med barnet",
    uses: "Talet på klipp",
    usesPerDay: "Maks tal på gonger per dag",
    claimWithinDays: "Dagar før ein billett som ikkje er henta, kan gå til andre",
    ageFrom: "Frå alder",
    ageTo: "Til alder",
  },
  faults: {
    templateId: "Vel korleis billetten skal sjå ut.",
    "title.nb": "Skriv eit namn på høgst 100 teikn.",
    "title.nn": "Namnet på nynorsk kan ha høgst 100 teikn.",
    "title.en": "Namnet på engelsk kan ha høgst 100 teikn.",
    "title.sma": "Namnet på sørsamisk kan ha høgst 100 teikn.",
    "description.nb": "Skildringa kan ha høgst 2000 teikn.",
    "description.nn": "Skildringa på nynorsk kan ha høgst 2000 teikn. Skriv ho på bokmål òg.",
    "description.en": "Skildringa på engelsk kan ha høgst 2000 teikn. Skriv ho på bokmål òg.",
    "description.sma": "Skildringa på sørsamisk kan ha høgst 2000 teikn. Skriv ho på bokmål òg.",
    category: "Vel kva slags tilbod det er.",
    quota: "Skriv eit tal frå 1 til 1 000 000.",
    validFrom: "Vel den første dagen.",
    validUntil: "Vel den siste dagen. Han kan ikkje vere før den første, og ikkje vere over.",
    weekdays: "Vel dagar frå lista.",
    blackout: "Skriv både første og siste dag, den første først.",
    hours:
      "Skriv både når det opnar og når det stengjer, stengjetida etter opningstida. Stengjer de ved midnatt eller seinare, skriv 00:00.",
    "event.date": "Vel dagen.",
    "event.doors": "Dørene kan ikkje opne etter at det byrjar.",
    "event.start": "Skriv når det byrjar, til dømes 18:00.",
    "event.end": "Skriv når det sluttar, til dømes 20:00. Det må vere etter at det byrjar.",
    sessions:
      "Skriv dag, start og slutt for kvar gong, dørene ikkje etter start, og høgst 100 gonger. Ingen av dei kan vere på ein dag billetten ikkje gjeld.",
    ageFrom: "Skriv ein alder frå 0 til 25.",
    ageTo: "Skriv ein alder frå 0 til 25, ikkje lågare enn den første.",
    municipalities: "Vel minst éin kommune.",
    perRecipient: "Skriv eit tal frå 1 til 100.",
    companions: "Skriv eit tal frå 0 til 20.",
    uses: "Skriv eit tal på klipp frå 1 til 1000.",
    usesPerDay: "Skriv eit tal frå 1 til 1000, ikkje høgare enn talet på klipp.",
    validFor: "Skriv eit tal på dagar frå 1 til 366, eller timar frå 1 til 1000.",
    parts:
      "Skriv to til fem delar, éin på kvar linje, med høgst 30 teikn og ulike namn. Delar går ikkje saman med uavgrensa bruk, grense per dag, tid frå første gong eller eigne kodar.",
    claimWithinDays: "Skriv eit tal på dagar frå 1 til 730.",
    "refund.ore": "Skriv eit beløp i kroner, til dømes 90.",
    "refund.per": "Vel kva beløpet gjeld. Viste kodar gjeld berre billettar med eigne kodar.",
    "refund.capPerTicketOre": "Skriv eit beløp i kroner, ikkje lågare enn det kommunen betaler.",
    "refund.capTotalOre": "Skriv eit beløp i kroner, ikkje lågare enn det kommunen betaler.",
    "place.name": "Skriv både stad og adresse, eller ingen av dei.",
    "place.address": "Skriv både stad og adresse, eller ingen av dei.",
    ...ownCodeFaultsNn,
    other: "Noko i skjemaet er ikkje rett.",
  },
  lowestQuota: (out) => `${out} billettar er ute. Skriv ${out} eller meir.`,
  changedMeanwhile: "Nokon andre har endra tilbodet medan du skreiv. Sjå over og lagre på nytt.",
  onlyAhead:
    "Arrangementet kan berre flyttast til ei tid som ikkje har vore, og ikkje etter at det er over. Når det har byrja, kan berre slutten endrast.",
  skippedHour:
    "Den natta blir klokka stilt fram frå 02.00 til 03.00, så klokkeslettet finst ikkje. Vel eit anna.",
  archivedTemplate: "Denne malen er arkivert. Vel ein annan, eller hent han tilbake først.",
  notOneLine: "Teksten har eit skjult teikn. Skriv han på nytt i staden for å lime han inn.",
  neverValid: "Billetten kan då ikkje brukast nokon dag. La minst éin dag vere open.",
  noCeiling:
    "Med uavgrensa bruk må det stå kor mykje kommunen høgst betaler, for ein billett eller for heile tilbodet. Eller vel betaling for kvar billett eller månad.",
  onlyMoreSessions:
    "Tider som har byrja, må stå; berre slutten kan endrast. Dei andre kan flyttast eller takast bort, og nye kan leggjast til. Tøm rada for å ta bort ei tid. Dei som veit om billetten, får melding. Er inga tid igjen, så avlys tilbodet.",
  noOpening:
    "Då er det inga opningstid att. Dei som har billett, må kunne bruke han. Er det slutt, så avlys tilbodet.",
  onlyLater: "Den siste dagen kan berre flyttast til ein seinare dag.",
  revealing: (words, instead) =>
    `«${words}» kan fortelje andre korleis barnet fekk billetten. ${instead}`,
  advice: {
    naming: "Skriv heller namnet på staden og kva billetten er til.",
    unpriced: "La prisen vere, og skriv kva billetten gir tilgang til.",
    neutral: "Skriv kva ein får, ikkje kven som betaler eller kvifor.",
  },
};
