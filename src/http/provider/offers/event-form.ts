import type { EventTimes } from "../../../domain/offers/offer.ts";
import {
  addDays,
  isDay,
  atInOslo,
  dayInOslo,
  occursInOslo,
  timeInOslo,
} from "../../../domain/period.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";

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
