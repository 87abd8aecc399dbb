import type { Advice } from "../../domain/deny-rules.ts";
import { ownCodeFaultsNb } from "./own-codes-nb.ts";
import type { OfferTerms, RefundTerms } from "../../domain/offers/offer.ts";

/** The terms that the form writes otherwise than in one field of the same name. */
type ComposedTerm =
  | "title"
  | "description"
  | "validity"
  | "event"
  | "sessions"
  | "weekdays"
  | "blackout"
  | "hours"
  | "validFor"
  | "parts"
  | "municipalities"
  | keyof RefundTerms
  | "place"
  | "ownCodes"
  // The API alone has it.
  | "externalId";
/** A term that is one field of the form. */
export type FieldTerm = Exclude<keyof OfferTerms, ComposedTerm>;

/** The labels and faults of an offer's terms, in Bokmål. The type of this catalogue is what the others must have. */
export const offerTermsNb = {
  labels: {
    templateId: "Slik ser billetten ut",
    category: "Type",
    quota: "Antall billetter i alt",
    perRecipient: "Høyst til hvert barn",
    companions: "Følge som slipper inn sammen med barnet",
    uses: "Antall klipp",
    usesPerDay: "Maks antall ganger per dag",
    claimWithinDays: "Dager før en billett som ikke er hentet, kan gå til andre",
    ageFrom: "Fra alder",
    ageTo: "Til alder",
  } satisfies Record<FieldTerm, string>,
  faults: {
    templateId: "Velg hvordan billetten skal se ut.",
    "title.nb": "Skriv et navn på høyst 100 tegn.",
    "title.nn": "Navnet på nynorsk kan ha høyst 100 tegn.",
    "title.en": "Navnet på engelsk kan ha høyst 100 tegn.",
    "title.sma": "Navnet på sørsamisk kan ha høyst 100 tegn.",
    "description.nb": "Beskrivelsen kan ha høyst 2000 tegn.",
    "description.nn": "Beskrivelsen på nynorsk kan ha høyst 2000 tegn. Skriv den på bokmål også.",
    "description.en": "Beskrivelsen på engelsk kan ha høyst 2000 tegn. Skriv den på bokmål også.",
    "description.sma":
      "Beskrivelsen på sørsamisk kan ha høyst 2000 tegn. Skriv den på bokmål også.",
    category: "Velg hva slags tilbud det er.",
    quota: "Skriv et antall fra 1 til 1 000 000.",
    validFrom: "Velg den første dagen.",
    validUntil: "Velg den siste dagen. Den kan ikke være før den første, og ikke være over.",
    weekdays: "Velg dager fra listen.",
    blackout: "Skriv både første og siste dag, den første først.",
    hours:
      "Skriv både når det åpner og når det stenger, stengetiden etter åpningstiden. Stenger dere ved midnatt eller senere, skriv 00:00.",
    "event.date": "Velg dagen.",
    "event.doors": "Dørene kan ikke åpne etter at det begynner.",
    "event.start": "Skriv når det begynner, for eksempel 18:00.",
    "event.end": "Skriv når det slutter, for eksempel 20:00. Det må være etter at det begynner.",
    sessions:
      "Skriv dag, start og slutt for hver gang, dørene ikke etter start, og høyst 100 ganger. Ingen av dem kan være på en dag billetten ikke gjelder.",
    ageFrom: "Skriv en alder fra 0 til 25.",
    ageTo: "Skriv en alder fra 0 til 25, ikke lavere enn den første.",
    municipalities: "Velg minst én kommune.",
    perRecipient: "Skriv et antall fra 1 til 100.",
    companions: "Skriv et antall fra 0 til 20.",
    uses: "Skriv et antall klipp fra 1 til 1000.",
    usesPerDay: "Skriv et antall fra 1 til 1000, ikke høyere enn antall klipp.",
    validFor: "Skriv et antall dager fra 1 til 366, eller timer fra 1 til 1000.",
    parts:
      "Skriv to til fem deler, én på hver linje, med høyst 30 tegn og ulike navn. Deler går ikke sammen med ubegrenset bruk, grense per dag, tid fra første gang eller egne koder.",
    claimWithinDays: "Skriv et antall dager fra 1 til 730.",
    "refund.ore": "Skriv et beløp i kroner, for eksempel 90.",
    "refund.per": "Velg hva beløpet gjelder. Viste koder gjelder bare billetter med egne koder.",
    "refund.capPerTicketOre": "Skriv et beløp i kroner, ikke lavere enn det kommunen betaler.",
    "refund.capTotalOre": "Skriv et beløp i kroner, ikke lavere enn det kommunen betaler.",
    "place.name": "Skriv både sted og adresse, eller ingen av dem.",
    "place.address": "Skriv både sted og adresse, eller ingen av dem.",
    ...ownCodeFaultsNb,
    other: "Noe i skjemaet er ikke rett.",
  },
  lowestQuota: (out: number) => `${out} billetter er ute. Skriv ${out} eller mer.`,
  changedMeanwhile: "Noen andre har endret tilbudet mens du skrev. Se over og lagre igjen.",
  onlyAhead:
    "Arrangementet kan bare flyttes til en tid som ikke har vært, og ikke etter at det er over. Når det har begynt, kan bare slutten endres.",
  skippedHour:
    "Den natta stilles klokka fram fra 02.00 til 03.00, så klokkeslettet finnes ikke. Velg et annet.",
  archivedTemplate: "Denne malen er arkivert. Velg en annen, eller hent den tilbake først.",
  notOneLine: "Teksten har et skjult tegn. Skriv den på nytt i stedet for å lime den inn.",
  neverValid: "Billetten kan da ikke brukes noen dag. La minst én dag være åpen.",
  noCeiling:
    "Med ubegrenset bruk må det stå hvor mye kommunen høyst betaler, for en billett eller for hele tilbudet. Eller velg betaling for hver billett eller måned.",
  onlyMoreSessions:
    "Tider som har begynt, må stå; bare slutten kan endres. De andre kan flyttes eller tas bort, og nye kan legges til. Tøm raden for å ta bort en tid. De som vet om billetten, får melding. Er ingen tid igjen, så avlys tilbudet.",
  noOpening:
    "Da er det ingen åpningstid igjen. De som har billett, må kunne bruke den. Er det slutt, så avlys tilbudet.",
  onlyLater: "Den siste dagen kan bare flyttes til en senere dag.",
  revealing: (words: string, instead: string) =>
    `«${words}» kan fortelle andre hvordan barnet fikk billetten. ${instead}`,
  advice: {
    naming: "Skriv heller navnet på stedet og hva billetten er til.",
    unpriced: "La prisen være, og skriv hva billetten gir adgang til.",
    neutral: "Skriv hva man får, ikke hvem som betaler eller hvorfor.",
  } satisfies Record<Advice, string>,
};
