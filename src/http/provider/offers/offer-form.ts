import { z } from "zod";
import type { OfferFormValues, TextFields } from "../../../views/provider/offer-form-values.ts";
import { ownCodesFields } from "./own-codes-form.ts";
import { textsWith } from "./offer-form-fields.ts";
import { closedDays } from "./closed-days-form.ts";
import { numberFields } from "./number-terms-form.ts";
import { sessionFields } from "./offer-when-form.ts";

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
    ...numberFields(text),
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
