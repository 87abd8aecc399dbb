import { addDays, atInOslo, dayInOslo, timeInOslo } from "../period.ts";

/** The instant at which a reminder may leave: this one, or 8 o'clock in Oslo for one between 20 and 8. */
export function afterQuietHours(at: Date): Date {
  const time = timeInOslo(at);
  if (time >= "08:00" && time < "20:00") return at;
  const day = dayInOslo(at);
  return atInOslo(time < "08:00" ? day : addDays(day, 1), "08:00");
}
