import { easterDays } from "../../domain/offers/easter.ts";
import { languages } from "../../domain/language.ts";
import type { EventTimes, Offer } from "../../domain/offers/offer.ts";
import type { ValidFor } from "../../domain/offers/valid-for.ts";
import {
  addDays,
  isDay,
  atInOslo,
  dayInOslo,
  occursInOslo,
  timeInOslo,
} from "../../domain/period.ts";
import type { OfferFormValues, TextFields } from "../../views/provider/offer-form-values.ts";

type ClosedDays = Pick<OfferFormValues, "closedFrom" | "closedUntil">;

/** The rows of closed days that are not empty. */
export function closedDays({ closedFrom, closedUntil }: ClosedDays): ClosedDays {
  const rows = closedFrom
    .map((first, i) => [first, closedUntil[i] ?? ""] as const)
    .filter(([first, last]) => first !== "" || last !== "");
  return { closedFrom: rows.map(([first]) => first), closedUntil: rows.map(([, last]) => last) };
}

/** The non-empty texts by language; undefined without any. */
export function textsOf(
  values: TextFields,
  name: "title" | "description",
): Record<string, string> | undefined {
  const written = languages.flatMap((language): [string, string][] => {
    const value = values[`${name}.${language}`];
    return value === "" ? [] : [[language, value]];
  });
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}

/** Parses a whole number, also with spaces. Other text is returned unchanged, for validation to refuse. */
export const numberOf = (value: string): unknown => {
  const digits = value.replace(/[\s\u00a0]/g, "");
  return digits === "" ? undefined : /^\d{1,9}$/.test(digits) ? Number(digits) : value;
};

/** Parses an amount in kroner; returns øre. Other text is returned unchanged, for validation to refuse. */
export function oreOf(value: string): unknown {
  const kroner = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(value.replace(/[\s\u00a0]|kr|,-$/g, ""));
  if (value === "") return 0;
  return kroner ? Number(kroner[1]) * 100 + Number((kroner[2] ?? "").padEnd(2, "0")) : value;
}

export const isTime = (value: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** Day on which an event of one evening ends: the next day when the end is earlier than the start. */
export const endOfEvening = (date: string, start: string, end: string): string =>
  addDays(date, end <= start ? 1 : 0);

/** Instants of an event; without an end date the event ends the same evening. */
export function eventOf(values: OfferFormValues): { doors?: string; start?: string; end?: string } {
  const date = values["event.date"];
  const at = (time: string, day = date) =>
    isDay(day) && isTime(time) && occursInOslo(day, time)
      ? atInOslo(day, time).toISOString()
      : undefined;
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

export function blackoutOf({ easter, closedFrom, closedUntil }: OfferFormValues): unknown[] {
  const rows = closedFrom.map((first, i) => [first, closedUntil[i] ?? ""]);
  // A row with one day closes that day.
  const filled = rows.map(([first = "", last = ""]) => [first || last, last || first]);
  return [
    ...filled,
    ...easter.filter((year) => /^20\d{2}$/.test(year)).map((year) => easterDays(Number(year))),
  ];
}

export const optional = (value: number | undefined) => (value === undefined ? "" : String(value));
export const usesKind = (uses: number | null) =>
  uses === null ? "unlimited" : uses === 1 ? "once" : "times";

/** How often and how long a ticket is used; once where it bears a code of the provider's own. */
export function usesOf(
  values: OfferFormValues,
): Record<"uses" | "usesPerDay" | "validFor", unknown> {
  const { usesKind: kind, uses, usesPerDay, validFor, validForUnit } = values;
  if (kind === "once" || values.codeSource === "provider") {
    return { uses: 1, usesPerDay: null, validFor: null };
  }
  const length = numberOf(validFor);
  return {
    uses: kind === "times" ? numberOf(uses) : null,
    usesPerDay: numberOf(usesPerDay) ?? null,
    validFor: length === undefined ? null : { [validForUnit]: length },
  };
}

export const validForValues = (
  validFor: ValidFor | undefined,
): Pick<OfferFormValues, "validFor" | "validForUnit"> =>
  validFor && "hours" in validFor
    ? { validFor: String(validFor.hours), validForUnit: "hours" }
    : { validFor: optional(validFor?.days), validForUnit: "days" };

export const kroner = (ore: number) =>
  ore % 100 === 0 ? String(ore / 100) : (ore / 100).toFixed(2).replace(".", ",");

export const isEasterOf = ([first, last]: [first: string, last: string]) => {
  const [thursday, monday] = easterDays(Number(first.slice(0, 4)));
  return first === thursday && last === monday;
};

/** Day on which an event ends; empty when it ends the same evening. */
function laterDay({ start, end }: EventTimes): string {
  const day = dayInOslo(end);
  const evening = endOfEvening(dayInOslo(start), timeInOslo(start), timeInOslo(end));
  return day === evening ? "" : day;
}

/** The fields of an event's time; empty without one. */
export const eventValues = (event: EventTimes | undefined) => ({
  "event.date": event ? dayInOslo(event.start) : "",
  "event.doors": event?.doors ? timeInOslo(event.doors) : "",
  "event.start": event ? timeInOslo(event.start) : "",
  "event.end": event ? timeInOslo(event.end) : "",
  "event.endDate": event ? laterDay(event) : "",
});

/** Last day of an offer's validity, `YYYY-MM-DD`. */
export const lastDayOf = ({ validity }: Pick<Offer, "validity">) =>
  dayInOslo(new Date(validity.until.getTime() - 1));

/** A title and a description in every language, with the same value each. */
export const textsWith = (title: unknown, description: unknown) =>
  Object.fromEntries(
    languages.flatMap((language) => [
      [`title.${language}`, title],
      [`description.${language}`, description],
    ]),
  );

export const textFields = (name: string, texts: object) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, value]) => [`${name}.${language}`, String(value)]),
  );

/** Easters that the form can exclude: the next one, and those that are already excluded. */
export function eastersFor(now: Date, chosen: readonly string[]): [first: string, last: string][] {
  const today = dayInOslo(now);
  const year = Number(today.slice(0, 4));
  const next = easterDays(year)[1] >= today ? year : year + 1;
  const years = new Set([next, ...chosen.map(Number).filter((each) => each > 1900)]);
  return [...years].sort().map(easterDays);
}
