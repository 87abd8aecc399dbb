import type { OfferHintCode } from "../../domain/offers/offer-hints.ts";

/** What each hint on an offer says to its provider, in Nynorsk. */
export const offerHintsNn: Record<OfferHintCode, string> = {
  title_long: "Namnet er langt, og kan bli kutta på telefonen. Prøv med høgst 32 teikn.",
  title_shouting: "Namnet har berre store bokstavar. Små er lettare å lese.",
  title_price: "Namnet seier kva billetten kostar eller er verd. La prisen vere.",
  no_nynorsk: "Namnet finst ikkje på nynorsk.",
  no_english: "Namnet finst ikkje på engelsk. Nokre familiar les det best.",
  no_description: "Det er inga skildring. Skriv kva billetten gir, og når de har ope.",
  no_place: "Det står ikkje kvar det er. Skriv stad og adresse.",
  small_children_alone:
    "Tilbodet er berre for små barn, og dei kjem sjeldan åleine. La minst éin følgjeperson sleppe inn.",
  few_tickets: "Det er færre billettar enn eitt barn kan få.",
  event_without_time:
    "Malen er for eit arrangement, men tilbodet har ikkje noko klokkeslett. Skriv når det byrjar, eller vel ein annan mal.",
  over: "Tida er ute, så tilbodet kan ikkje sendast slik. Vel ein seinare dag.",
  fetched_after_end: "Fristen for å hente er lengre enn billetten gjeld.",
  event_without_doors:
    "Utan tid for når dørene opnar, slepp ingen inn før det byrjar. Skriv når dørene opnar.",
  session_without_doors:
    "Utan tid for når dørene opnar, slepp ingen inn før det byrjar. Skriv når dørene opnar.",
  event_on_closed_day: "Arrangementet er på ein dag billetten ikkje gjeld. Då stoppar han i døra.",
  closed_outside_validity: "Nokre av dagane han ikkje gjeld, er utanfor perioden.",
  weekday_outside_validity: "Ein av vekedagane kjem aldri i perioden.",
  weekday_without_hours: "Ein av vekedagane har inga opningstid, så den dagen er det stengt.",
  doors_before_validity: "Dørene opnar før billetten gjeld, så han stoppar i døra til då.",
  event_over: "Arrangementet er over, men billetten gjeld framleis. Vel ein seinare dag.",
};
