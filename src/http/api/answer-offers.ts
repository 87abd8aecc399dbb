import { findManagedOffers } from "../../actions/offers/find-managed-offers.ts";
import { numbersOfOffers } from "../../actions/offers/numbers-of-offers.ts";
import { findOfferHints } from "../../actions/offers/find-offer-hints.ts";
import { findTextExceptions } from "../../actions/offers/find-text-exceptions.ts";
import type { Actor, NestableDeps } from "../../actions/deps.ts";
import type { OfferHintCode } from "../../domain/offers/offer-hints.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { offerJson } from "./offer-json.ts";

/** What each hint says of an offer, in the API. */
const messages: Record<OfferHintCode, string> = {
  title_long: "is cut off on phones; 32 characters fit",
  title_shouting: "is easier to read in small letters",
  title_price: "names a price, which the holder does not pay",
  no_nynorsk: "is absent, so Bokmål stands in for it",
  no_english: "is absent, so Bokmål stands in for it",
  no_description: "is absent; say what the ticket gives and when you are open",
  no_place: "is absent, so the ticket names no place",
  small_children_alone:
    "is 0, although the offer is for small children alone, who seldom come by themselves",
  few_tickets: "is lower than perRecipient",
  over: "has passed, so the offer cannot be submitted",
  fetched_after_end: "is longer than the tickets are valid",
  event_without_time: "is for an event, and the offer has none",
  event_without_doors: "is absent, so the door refuses tickets until the event begins",
  session_without_doors: "have no doors, so the door refuses tickets until each begins",
  event_on_closed_day: "is on a day on which tickets are not valid",
  closed_outside_validity: "has days outside validFrom and validUntil",
  weekday_outside_validity: "has a day that does not occur between validFrom and validUntil",
  weekday_without_hours: "leaves out a day of weekdays, which is closed then",
  doors_before_validity: "is before validFrom, so the door refuses tickets until then",
  event_over: "has passed, although the tickets are still valid",
};

/**
 * Offers' answers to their provider and its culture office, with what is allowed and probably wrong. Every culture office
 * gets the numbers of its own municipalities; NAV, and an office that only pays, get what holds alone.
 */
export async function answerOffers(
  deps: Pick<NestableDeps, "db" | "clock">,
  actor: Actor,
  offers: Offer[],
) {
  const numbers =
    actor.role === "culture"
      ? await numbersOfOffers(deps, actor.municipalities, offers)
      : undefined;
  const managed = await findManagedOffers(deps, { actor, offers });
  const hints = await findOfferHints(deps, managed);
  const exceptions = await findTextExceptions(deps, managed);
  const answers = managed.map((offer, place) => ({
    ...offerJson(offer, numbers?.get(offer.id)),
    textExceptions: exceptions
      .get(offer.id)
      ?.map(({ path, reason, accepted }) => ({ path, reason, accepted })),
    warnings: (hints[place] ?? []).map(({ code, path }) => ({
      path: memberOf(path),
      code,
      message: messages[code],
    })),
  }));
  const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
  return offers.map(
    (offer) =>
      answerOf.get(offer.id) ??
      offerJson({ ...offer, pendingChange: undefined }, numbers?.get(offer.id)),
  );
}

/** The answer of one offer. */
export async function answerOffer(
  deps: Pick<NestableDeps, "db" | "clock">,
  actor: Actor,
  offer: Offer,
) {
  const [answer] = await answerOffers(deps, actor, [offer]);
  if (!answer) throw new Error(`Offer ${offer.id} has no answer.`);
  return answer;
}

/** The API's member of a hint's field of the form. */
const memberOf = (path: string): string => (path === "event.date" ? "event.start" : path);
