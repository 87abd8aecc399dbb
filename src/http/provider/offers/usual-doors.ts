import { doorsBefore } from "../../../domain/offers/usual-doors.ts";
import { isDay, occursInOslo } from "../../../domain/period.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { isTime } from "./event-form.ts";

/** The time of a day some minutes earlier, at midnight at the earliest. */
function earlier(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const at = Math.max(0, hour * 60 + minute - minutes);
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * Fills in the time at which doors usually open, in a new offer's form wherever none was typed, so that people who come
 * early are not refused. The provider sees the time before it submits the offer, and can change it.
 */
export function withUsualDoors(values: OfferFormValues): OfferFormValues {
  const usual = (day: string, start: string) => {
    if (!isDay(day) || !isTime(start)) return "";
    const doors = earlier(start, doorsBefore(values.activity));
    return occursInOslo(day, doors) ? doors : "";
  };
  const { sessionDate, sessionDoors, sessionStart } = values;
  return {
    ...values,
    "event.doors": values["event.doors"] || usual(values["event.date"], values["event.start"]),
    sessionDoors: sessionDate.map((day, i) => sessionDoors[i] || usual(day, sessionStart[i] ?? "")),
  };
}
