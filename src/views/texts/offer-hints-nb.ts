import type { OfferHintCode } from "../../domain/offers/offer-hints.ts";

/** What each hint on an offer says to its provider, in Bokmål. */
export const offerHintsNb: Record<OfferHintCode, string> = {
  title_long: "Navnet er langt, og kan bli kuttet på telefonen. Prøv med høyst 32 tegn.",
  title_shouting: "Navnet har bare store bokstaver. Små er lettere å lese.",
  title_price: "Navnet sier hva billetten koster eller er verdt. La prisen være.",
  no_nynorsk: "Navnet finnes ikke på nynorsk.",
  no_english: "Navnet finnes ikke på engelsk. Noen familier leser det best.",
  no_description: "Det er ingen beskrivelse. Skriv hva billetten gir, og når dere har åpent.",
  no_place: "Det står ikke hvor det er. Skriv sted og adresse.",
  small_children_alone:
    "Tilbudet er bare for små barn, og de kommer sjelden alene. La minst én følgeperson slippe inn.",
  few_tickets: "Det er færre billetter enn ett barn kan få.",
  event_without_time:
    "Malen er for et arrangement, men tilbudet har ikke noe klokkeslett. Skriv når det begynner, eller velg en annen mal.",
  over: "Tiden er ute, så tilbudet kan ikke sendes slik. Velg en senere dag.",
  fetched_after_end: "Fristen for å hente er lengre enn billetten gjelder.",
  event_without_doors:
    "Uten tid for når dørene åpner, slipper ingen inn før det begynner. Skriv når dørene åpner.",
  session_without_doors:
    "Uten tid for når dørene åpner, slipper ingen inn før det begynner. Skriv når dørene åpner.",
  event_on_closed_day: "Arrangementet er på en dag billetten ikke gjelder. Da stopper den i døra.",
  closed_outside_validity: "Noen av dagene den ikke gjelder, er utenfor perioden.",
  weekday_outside_validity: "En av ukedagene kommer aldri i perioden.",
  weekday_without_hours: "En av ukedagene har ingen åpningstid, så den dagen er det stengt.",
  doors_before_validity: "Dørene åpner før billetten gjelder, så den stopper i døra til da.",
  event_over: "Arrangementet er over, men billetten gjelder fortsatt. Velg en senere dag.",
};
