import { activityWords } from "../../../domain/offers/activity-words.ts";
import { offerDefaults, type Activity } from "../../../domain/offers/offer-defaults.ts";
import { offerRevision } from "../../../domain/offers/offer-revision.ts";
import {
  startingTemplate,
  type StartingTemplate,
} from "../../../domain/offers/starting-template.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import { dayInOslo } from "../../../domain/period.ts";
import type { Provider } from "../../../domain/providers/provider.ts";
import type { OfferFormValues, TextFields } from "../../../views/provider/offer-form-values.ts";
import { ownCodesValues } from "./own-codes-form.ts";
import {
  lastDayOf,
  optional,
  textFields,
  textsWith,
  usesKind,
  validForValues,
} from "./offer-form-fields.ts";
import { isEasterOf } from "./closed-days-form.ts";
import { eventValues } from "./event-form.ts";
import { hoursValues } from "./hours-form.ts";
import { numberValues } from "./number-terms-form.ts";
import { partsValues } from "./parts-form.ts";
import { sessionValues } from "./offer-when-form.ts";
import { refundValues } from "./refund-form.ts";

const noTexts = textsWith("", "") as TextFields;

interface Options {
  provider: Provider;
  /** The provider's own first, newest first. */
  templates: readonly StartingTemplate[];
  now: Date;
}

/** Values of a new offer's form: the activity's words and defaults, and the provider's place. */
export function newOfferForm(
  activity: Activity,
  { provider, templates, now }: Options,
): OfferFormValues {
  const usual = offerDefaults(activity, dayInOslo(now));
  const { title, description } = activityWords(activity);
  return {
    ...noTexts,
    "title.nb": title?.nb ?? "",
    "description.nb": description?.nb ?? "",
    activity,
    copyOf: "",
    textReason: "",
    category: usual.category,
    templateId:
      startingTemplate(templates, { slug: usual.template, category: usual.category })?.id ?? "",
    ...numberValues(usual),
    usesKind: usesKind(usual.uses),
    uses: usual.uses !== null && usual.uses > 1 ? String(usual.uses) : "10",
    usesPerDay: optional(usual.usesPerDay),
    ...validForValues(usual.validFor),
    ...partsValues(usual.parts),
    whenKind: usual.when,
    validFrom: usual.validFrom,
    validUntil: usual.validUntil,
    ...eventValues(undefined),
    ...sessionValues(undefined),
    weekdays: [],
    ...hoursValues(undefined),
    easter: [],
    closedFrom: [],
    closedUntil: [],
    municipalities: [provider.municipality],
    ...refundValues({ refundPerAdmissionOre: 0, refundPer: usual.refundPer }),
    revision: "",
    shown: "",
    ...ownCodesValues(undefined),
    "place.name": provider.place?.name ?? "",
    "place.address": provider.place?.address ?? "",
  };
}

/** Values of an existing offer's form. */
export function formOfOffer(offer: Offer): OfferFormValues {
  const { validity, event, blackout = [] } = offer;
  const easters = blackout.filter((days) => isEasterOf(days));
  const closed = blackout.filter((days) => !isEasterOf(days));
  return {
    ...noTexts,
    ...textFields("title", offer.title),
    ...textFields("description", offer.description ?? {}),
    activity: "",
    copyOf: "",
    textReason: "",
    category: offer.category,
    templateId: offer.templateId,
    ...numberValues(offer),
    usesKind: usesKind(offer.uses),
    uses: offer.uses === null || offer.uses === 1 ? "10" : String(offer.uses),
    usesPerDay: optional(offer.usesPerDay),
    ...validForValues(offer.validFor),
    ...partsValues(offer.parts),
    whenKind: event ? "event" : offer.sessions ? "sessions" : "period",
    validFrom: dayInOslo(validity.from),
    validUntil: lastDayOf(offer),
    ...eventValues(event),
    ...sessionValues(offer.sessions),
    weekdays: (offer.weekdays ?? []).map(String),
    ...hoursValues(offer.hours),
    easter: [...new Set(easters.map(([first]) => first.slice(0, 4)))].sort(),
    closedFrom: closed.map(([first]) => first),
    closedUntil: closed.map(([, last]) => last),
    municipalities: offer.municipalities,
    revision: offerRevision(offer),
    shown: "",
    ...refundValues(offer),
    ...ownCodesValues(offer.ownCodes),
    "place.name": offer.place?.name ?? "",
    "place.address": offer.place?.address ?? "",
  };
}
