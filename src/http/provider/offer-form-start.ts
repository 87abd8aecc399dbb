import { easterDays } from "../../domain/offers/easter.ts";
import { languages } from "../../domain/language.ts";
import { offerDefaults } from "../../domain/offers/offer-defaults.ts";
import type { EventTimes, Offer, OfferCategory } from "../../domain/offers/offer.ts";
import { dayInOslo, timeInOslo } from "../../domain/period.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { OfferFormValues, TextFields } from "../../views/provider/offer-form-values.ts";
import { endOfEvening } from "./offer-form.ts";

const noTexts = Object.fromEntries(
  languages.flatMap((language) => [
    [`title.${language}`, ""],
    [`description.${language}`, ""],
  ]),
) as TextFields;

/** A new form: what is usual for the category, at the provider's own place. */
export function newOfferForm(
  category: OfferCategory,
  {
    provider,
    templates,
    municipalities,
    now,
  }: {
    provider: Provider;
    templates: readonly { id: string; slug: string | null }[];
    municipalities: ReadonlyMap<string, string>;
    now: Date;
  },
): OfferFormValues {
  const usual = offerDefaults(category, dayInOslo(now));
  const few = municipalities.size <= 5;
  return {
    ...noTexts,
    category,
    templateId: templates.find(({ slug }) => slug === usual.template)?.id ?? templates[0]?.id ?? "",
    quota: "",
    perRecipient: String(usual.perRecipient),
    companions: String(usual.companions),
    usesKind: usesKind(usual.uses),
    uses: usual.uses !== null && usual.uses > 1 ? String(usual.uses) : "10",
    usesPerDay: optional(usual.usesPerDay),
    whenKind: usual.isEvent ? "event" : "period",
    validFrom: usual.validFrom,
    validUntil: usual.validUntil,
    "event.date": "",
    "event.doors": "",
    "event.start": "",
    "event.end": "",
    "event.endDate": "",
    weekdays: [],
    easter: [],
    closedFrom: [],
    closedUntil: [],
    claimWithinDays: optional(usual.claimWithinDays),
    ageFrom: String(usual.ageFrom),
    ageTo: String(usual.ageTo),
    municipalities: few ? [...municipalities.keys()] : [provider.municipality],
    refund: "0",
    "place.name": provider.place?.name ?? "",
    "place.address": provider.place?.address ?? "",
  };
}

const optional = (value: number | undefined) => (value === undefined ? "" : String(value));
const usesKind = (uses: number | null) =>
  uses === null ? "unlimited" : uses === 1 ? "once" : "times";

/** The form of an offer that is there. */
export function formOfOffer(offer: Offer): OfferFormValues {
  const { validity, event, blackout = [] } = offer;
  const easters = blackout.filter((days) => isEasterOf(days));
  const closed = blackout.filter((days) => !isEasterOf(days));
  return {
    ...noTexts,
    ...textFields("title", offer.title),
    ...textFields("description", offer.description ?? {}),
    category: offer.category,
    templateId: offer.templateId,
    quota: String(offer.quota),
    perRecipient: String(offer.perRecipient),
    companions: String(offer.companions),
    usesKind: usesKind(offer.uses),
    uses: offer.uses === null || offer.uses === 1 ? "10" : String(offer.uses),
    usesPerDay: optional(offer.usesPerDay),
    whenKind: event ? "event" : "period",
    validFrom: dayInOslo(validity.from),
    validUntil: lastDayOf(offer),
    "event.date": event ? dayInOslo(event.start) : "",
    "event.doors": event?.doors ? timeInOslo(event.doors) : "",
    "event.start": event ? timeInOslo(event.start) : "",
    "event.end": event ? timeInOslo(event.end) : "",
    "event.endDate": event ? laterDay(event) : "",
    weekdays: (offer.weekdays ?? []).map(String),
    easter: [...new Set(easters.map(([first]) => first.slice(0, 4)))].sort(),
    closedFrom: closed.map(([first]) => first),
    closedUntil: closed.map(([, last]) => last),
    claimWithinDays: optional(offer.claimWithinDays),
    ageFrom: String(offer.ageFrom),
    ageTo: String(offer.ageTo),
    municipalities: offer.municipalities,
    refund: kroner(offer.refundPerAdmissionOre),
    "place.name": offer.place?.name ?? "",
    "place.address": offer.place?.address ?? "",
  };
}

const kroner = (ore: number) =>
  ore % 100 === 0 ? String(ore / 100) : (ore / 100).toFixed(2).replace(".", ",");

const isEasterOf = ([first, last]: [first: string, last: string]) => {
  const [thursday, monday] = easterDays(Number(first.slice(0, 4)));
  return first === thursday && last === monday;
};

/** The day on which an event ends, unless it ends the same evening. */
function laterDay({ start, end }: EventTimes): string {
  const day = dayInOslo(end);
  const evening = endOfEvening(dayInOslo(start), timeInOslo(start), timeInOslo(end));
  return day === evening ? "" : day;
}

/** The last day on which it is valid, `YYYY-MM-DD`. */
const lastDayOf = ({ validity }: Pick<Offer, "validity">) =>
  dayInOslo(new Date(validity.until.getTime() - 1));

const textFields = (name: string, texts: object) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, value]) => [`${name}.${language}`, String(value)]),
  );

/** The Easters that a form offers to leave out: the next one, and those it has left out already. */
export function eastersFor(now: Date, chosen: readonly string[]): [first: string, last: string][] {
  const today = dayInOslo(now);
  const year = Number(today.slice(0, 4));
  const next = easterDays(year)[1] >= today ? year : year + 1;
  const years = new Set([next, ...chosen.map(Number).filter((each) => each > 1900)]);
  return [...years].sort().map(easterDays);
}
