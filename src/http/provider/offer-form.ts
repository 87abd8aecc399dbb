import { z } from "zod";
import { easterDays } from "../../domain/offers/easter.ts";
import { languages } from "../../domain/language.ts";
import { addDays, atInOslo } from "../../domain/period.ts";
import type { OfferFormValues, TextFields } from "../../views/provider/offer-form-values.ts";

/** Browsers end a paragraph's lines with CRLF, and a field of one line drops its line ends. */
const paragraph = z
  .string()
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
  .catch("");
const text = paragraph.transform((typed) => typed.replaceAll("\n", ""));
const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

type ClosedDays = Pick<OfferFormValues, "closedFrom" | "closedUntil">;

/** The rows in which something was written. */
function closedDays({ closedFrom, closedUntil }: ClosedDays): ClosedDays {
  const rows = closedFrom
    .map((first, i) => [first, closedUntil[i] ?? ""] as const)
    .filter(([first, last]) => first !== "" || last !== "");
  return { closedFrom: rows.map(([first]) => first), closedUntil: rows.map(([, last]) => last) };
}

/** The form as it was sent, whatever it holds. */
export const offerForm = z
  .object({
    category: text,
    templateId: text,
    ...(Object.fromEntries(
      languages.flatMap((language) => [
        [`title.${language}`, text],
        [`description.${language}`, paragraph],
      ]),
    ) as Record<`${"title" | "description"}.${(typeof languages)[number]}`, z.ZodType<string>>),
    quota: text,
    perRecipient: text,
    companions: text,
    usesKind: z.enum(["once", "times", "unlimited"]).catch("once"),
    uses: text,
    usesPerDay: text,
    whenKind: z.enum(["period", "event"]).catch("period"),
    validFrom: text,
    validUntil: text,
    "event.date": text,
    "event.doors": text,
    "event.start": text,
    "event.end": text,
    "event.endDate": text,
    weekdays: list,
    easter: list,
    closedFrom: list,
    closedUntil: list,
    claimWithinDays: text,
    ageFrom: text,
    ageTo: text,
    municipalities: list,
    refund: text,
    "place.name": text,
    "place.address": text,
  })
  .transform((values) => ({
    ...values,
    ...closedDays(values),
  })) satisfies z.ZodType<OfferFormValues>;

/** The texts that were written; undefined when none was. */
function textsOf(
  values: TextFields,
  name: "title" | "description",
): Record<string, string> | undefined {
  const written = languages.flatMap((language): [string, string][] => {
    const value = values[`${name}.${language}`];
    return value === "" ? [] : [[language, value]];
  });
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}

/** A whole number as people write it, with spaces; anything else stays as it is, for the check to refuse. */
const numberOf = (value: string): unknown => {
  const digits = value.replace(/[\s\u00a0]/g, "");
  return digits === "" ? undefined : /^\d{1,9}$/.test(digits) ? Number(digits) : value;
};

/** Kroner as people write them, in øre. */
function oreOf(value: string): unknown {
  const kroner = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(value.replace(/[\s\u00a0]|kr|,-$/g, ""));
  if (value === "") return 0;
  return kroner ? Number(kroner[1]) * 100 + Number((kroner[2] ?? "").padEnd(2, "0")) : value;
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isTime = (value: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** The day on which an event of one evening ends: what ends before it begins ends after midnight. */
export const endOfEvening = (date: string, start: string, end: string): string =>
  addDays(date, end <= start ? 1 : 0);

/** An event's instants; without a day of its own the end is the same evening's. */
function eventOf(values: OfferFormValues): { doors?: string; start?: string; end?: string } {
  const date = values["event.date"];
  const at = (time: string, day = date) =>
    isDay(day) && isTime(time) ? atInOslo(day, time).toISOString() : undefined;
  const [doors, start, end] = [values["event.doors"], values["event.start"], values["event.end"]];
  const doorsAt = at(doors) ?? (doors === "" ? undefined : "wrong");
  const startAt = at(start);
  const endDate = values["event.endDate"];
  const endAt = at(end, endDate === "" && isDay(date) ? endOfEvening(date, start, end) : endDate);
  return {
    ...(doorsAt !== undefined && { doors: doorsAt }),
    ...(startAt !== undefined && { start: startAt }),
    ...(endAt !== undefined && { end: endAt }),
  };
}

/** What the offer's check takes; the check, the same as for the API, says what is wrong. */
export function bodyOfForm(values: OfferFormValues): Record<string, unknown> {
  const isEvent = values.whenKind === "event";
  const event = isEvent ? eventOf(values) : null;
  const placed = values["place.name"] !== "" || values["place.address"] !== "";
  const place = { name: values["place.name"], address: values["place.address"] };
  return {
    templateId: values.templateId,
    title: textsOf(values, "title") ?? {},
    description: textsOf(values, "description") ?? null,
    category: values.category,
    quota: numberOf(values.quota),
    validFrom: event ? (event.doors ?? event.start) : values.validFrom,
    validUntil: event ? event.end : values.validUntil,
    event,
    weekdays: isEvent || values.weekdays.length === 0 ? null : values.weekdays.map(Number),
    blackout: isEvent ? null : blackoutOf(values),
    ageFrom: numberOf(values.ageFrom),
    ageTo: numberOf(values.ageTo),
    municipalities: values.municipalities,
    perRecipient: numberOf(values.perRecipient),
    companions: numberOf(values.companions),
    uses: { once: 1, times: numberOf(values.uses), unlimited: null }[values.usesKind],
    usesPerDay: values.usesKind === "once" ? null : (numberOf(values.usesPerDay) ?? null),
    claimWithinDays: numberOf(values.claimWithinDays) ?? null,
    refundPerAdmissionOre: oreOf(values.refund),
    place: placed ? place : null,
  };
}

function blackoutOf({ easter, closedFrom, closedUntil }: OfferFormValues): unknown[] {
  const rows = closedFrom.map((first, i) => [first, closedUntil[i] ?? ""]);
  // One day alone is closed from then until then.
  const filled = rows.map(([first = "", last = ""]) => [first || last, last || first]);
  return [
    ...filled,
    ...easter.filter((year) => /^\d{4}$/.test(year)).map((year) => easterDays(Number(year))),
  ];
}
