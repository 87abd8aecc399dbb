import { z } from "zod";
import { activityWords } from "../../domain/offers/activity-words.ts";
import { offerDefaults, type Activity } from "../../domain/offers/offer-defaults.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { startingTemplate, type StartingTemplate } from "../../domain/offers/starting-template.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { dayInOslo } from "../../domain/period.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { OfferFormValues, TextFields } from "../../views/provider/offer-form-values.ts";
import { ownCodesFields, ownCodesValues } from "./own-codes-form.ts";
import {
  closedDays,
  eventValues,
  isEasterOf,
  lastDayOf,
  optional,
  textFields,
  textsWith,
  usesKind,
  validForValues,
} from "./offer-form-fields.ts";
import { hoursValues } from "./hours-form.ts";
import { partsValues } from "./parts-form.ts";
import { sessionFields, sessionValues } from "./offer-when-form.ts";
import { refundValues } from "./refund-form.ts";

/** Text of several lines; browsers send CRLF line ends. */
const paragraph = z
  .string()
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
  .catch("");
const text = paragraph.transform((typed) => typed.replaceAll("\n", ""));
const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

/** Parses the form as sent; an invalid value becomes the field's default, so parsing never fails. */
export const offerForm = z
  .object({
    activity: text,
    copyOf: text,
    category: text,
    templateId: text,
    textReason: paragraph,
    ...(textsWith(text, paragraph) as Record<keyof TextFields, z.ZodType<string>>),
    quota: text,
    perRecipient: text,
    companions: text,
    usesKind: z.enum(["once", "times", "unlimited"]).catch("once"),
    uses: text,
    usesPerDay: text,
    validFor: text,
    parts: paragraph,
    partsBefore: text,
    validForUnit: z.enum(["days", "hours"]).catch("days"),
    whenKind: z.enum(["period", "event", "sessions"]).catch("period"),
    validFrom: text,
    validUntil: text,
    "event.date": text,
    "event.doors": text,
    "event.start": text,
    "event.end": text,
    "event.endDate": text,
    ...sessionFields(list),
    weekdays: list,
    hoursOpens: text,
    hoursCloses: text,
    dayOpens: list,
    dayCloses: list,
    // The empty one of a hidden field tells that none is ticked from a form without the ticks.
    dayClosed: list.transform((days) => days.filter((day) => day !== "")),
    easter: list,
    closedFrom: list,
    closedUntil: list,
    claimWithinDays: text,
    ageFrom: text,
    ageTo: text,
    municipalities: list,
    refund: text,
    refundPer: text,
    refundCapPerTicket: text,
    refundCap: text,
    revision: text,
    shown: text,
    ...ownCodesFields,
    "place.name": text,
    "place.address": text,
  })
  .transform((values) => ({
    ...values,
    ...closedDays(values),
  })) satisfies z.ZodType<OfferFormValues>;

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
    quota: "",
    perRecipient: String(usual.perRecipient),
    companions: String(usual.companions),
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
    claimWithinDays: optional(usual.claimWithinDays),
    ageFrom: String(usual.ageFrom),
    ageTo: String(usual.ageTo),
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
    quota: String(offer.quota),
    perRecipient: String(offer.perRecipient),
    companions: String(offer.companions),
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
    claimWithinDays: optional(offer.claimWithinDays),
    ageFrom: String(offer.ageFrom),
    ageTo: String(offer.ageTo),
    municipalities: offer.municipalities,
    revision: offerRevision(offer),
    shown: "",
    ...refundValues(offer),
    ...ownCodesValues(offer.ownCodes),
    "place.name": offer.place?.name ?? "",
    "place.address": offer.place?.address ?? "",
  };
}
