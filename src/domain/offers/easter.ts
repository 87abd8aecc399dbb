import { addDays } from "../period.ts";

// https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm
/** Returns the date of Easter Sunday, `YYYY-MM-DD`. */
export function easterSunday(year: number): string {
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const golden = year % 19;
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const month = String(Math.floor(days / 31)).padStart(2, "0");
  return `${year}-${month}-${String((days % 31) + 1).padStart(2, "0")}`;
}

/** Returns Maundy Thursday and Easter Monday. */
export function easterDays(year: number): [first: string, last: string] {
  const sunday = easterSunday(year);
  return [addDays(sunday, -3), addDays(sunday, 1)];
}
